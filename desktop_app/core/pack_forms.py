"""The forms of a programme as data: the records that plan.toml and projects.toml are read into."""

from desktop_app.core.record import Record
from desktop_app.core.values import Kind


class Field(Record, frozen=True):
    """One thing to fill in, single or a column of a table.

    `list` names a CSV of the pack whose first column holds the options; `options` are given here.
    `synonyms` are other headings under which staff send the column. `width` is in characters.
    `compared` columns carry names that must agree to the letter: they are never cleaned.
    `total` columns are summed. `example` and `hint` are shown beside the field. `brief` fields
    stand on the one-page brief for the leader. `paper_width` is a column's share of the width on
    paper, where that is not its `width`.
    """

    id: str
    label: str
    kind: Kind
    unit: str = ""
    required: bool = False
    options: tuple[str, ...] = ()
    list: str = ""
    hint: str = ""
    example: str = ""
    default: str = ""
    clause: str = ""
    synonyms: tuple[str, ...] = ()
    width: int = 8
    paper_width: int = 0
    compared: bool = False
    total: bool = False
    printed: bool = True
    brief: bool = False


class Section(Record, frozen=True):
    """Single fields that are filled in together; the path of a field is `section/field`.

    What is filled in `after` the papers went out has a step of its own.
    """

    id: str
    title: str
    field: tuple[Field, ...]
    hint: str = ""
    after: bool = False


class Gathered(Record, frozen=True):
    """A table that nobody types: its rows are the tasks of the plan's `chapters`, each with the
    offices that its text names behind one of `marks` (「(责任单位:市经信局、市发改委)」).

    `task`, `lead` and `support` are the columns that take the task's heading, the offices that
    answer for it and those that help (named behind one of `support_marks`); `place` the one that
    takes where it stands. `first_leads` says that of several offices behind one mark
    the first leads and the others support. `offices` is the list that tells which names are one
    office: the name in full, then its other names in the column next to it.
    """

    chapters: tuple[str, ...]
    task: str
    lead: str
    support: str = ""
    place: str = ""
    marks: tuple[str, ...] = ("责任单位", "责任部门", "牵头单位", "牵头部门")
    support_marks: tuple[str, ...] = ("配合单位", "配合部门", "协助单位", "参与单位")
    first_leads: bool = False
    offices: str = ""


class Table(Record, frozen=True):
    """A table of the plan or the summary; its rows live under `id` in the draft.

    `rows` are the rows a new draft starts with (column id → text); `fixed` says that people fill
    these in and do not add others. `layout` is the note printed where the official layout is not
    published.
    """

    id: str
    title: str
    column: tuple[Field, ...]
    unit: str = ""
    rows: tuple[dict[str, str], ...] = ()
    fixed: bool = False
    layout: str = ""
    synonyms: tuple[str, ...] = ()
    numbered: bool = True
    landscape: bool = False
    gathered: Gathered | None = None


class Chapter(Record, frozen=True):
    """One required part of the plan.

    A foreign Word file's headings are recognised by `synonyms` (and the title). `tables` are set
    after the text; `lists_projects` marks the chapter that carries the project list.
    """

    id: str
    title: str
    synonyms: tuple[str, ...] = ()
    required: bool = True
    clause: str = ""
    guidance: str = ""
    tables: tuple[str, ...] = ()
    lists_projects: bool = False


class Figure(Record, frozen=True):
    """A figure of the form that the plan's text may state: the `words` by which a text speaks of
    it, and what it is (CEL over `form` and `facts`), in `unit` (an amount's, or %)."""

    id: str
    title: str
    words: tuple[str, ...]
    value: str
    unit: str


class PlanForm(Record, frozen=True):
    """plan.toml: 附件2. `project_list` is the table of projects that the plan itself states:
    filled when a foreign plan is taken in, printed from the summary when it is empty.
    Without one it has the summary's columns that tell a project. `attachment` is what people call
    it; it is printed at its head unless it is not `marked`: a plan that is nobody's attachment is
    called 方案 and has no mark. `short` is what messages call it.

    The list is printed with these columns, one table for each industry if `grouped` (without that
    column then); `verb` is what the plan does with the rows in the sentences around it: 推荐."""

    title: str
    attachment: str
    section: tuple[Section, ...]
    chapter: tuple[Chapter, ...] = ()
    project_list: Table = Table(id="", title="", column=())
    table: tuple[Table, ...] = ()
    figure: tuple[Figure, ...] = ()
    layout: str = ""
    marked: bool = True
    short: str = ""
    grouped: bool = True
    verb: str = ""

    @property
    def named(self) -> str:
        """What people call it: 实施方案, 工作方案."""
        return self.short or "实施方案"

    @property
    def called(self) -> str:
        """What a list of steps calls it: 实施方案(附件2)."""
        return with_mark(self.named, self.attachment, is_marked=self.marked)


class SummaryForm(Record, frozen=True):
    """projects.toml: 附件3, called and `marked` as a plan is. Its rows are so many `counter` of a
    `noun`: 项目 by 个 (企业 by 家 where they are firms) unless the pack says otherwise.

    `name`, `county`, `industry`, `investment`, `enterprise` and
    `credit_code` name the columns that play these parts in comparisons; `start`, `finish`, `level`
    (after the change), `level_before`, `award` and `parts` (of the investment) those by which the
    plan's text counts; `city` is the path of the field that names the applicant, `counties` that of
    the field that lists the counties which send their projects. `applied` and
    `adjusted` are the paths of the fields that state, for the mid-term, how many projects were
    applied for and how many of them are adjusted; comparing two drafts gives their values."""

    title: str
    attachment: str
    table: Table
    marked: bool = True
    short: str = ""
    noun: str = ""
    counter: str = ""
    name: str = "name"
    enterprise: str = ""
    credit_code: str = ""
    county: str = ""
    industry: str = ""
    investment: str = ""
    start: str = ""
    finish: str = ""
    level: str = ""
    level_before: str = ""
    award: str = ""
    parts: tuple[str, ...] = ()
    city: str = ""
    counties: str = ""
    applied: str = ""
    adjusted: str = ""
    foot: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def lists_firms(self) -> bool:
        """Whether its rows are firms, known by their own names, and not projects of firms."""
        return bool(self.enterprise) and self.enterprise == self.name

    @property
    def called(self) -> str:
        """What a list of steps calls it: 项目汇总表(附件3)."""
        return with_mark(self.table.title, self.attachment, is_marked=self.marked)


def with_mark(title: str, attachment: str, *, is_marked: bool) -> str:
    """A form by its title, with the attachment that it is in brackets."""
    return f"{title}({attachment})" if is_marked else title
