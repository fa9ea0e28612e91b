"""A programme: one notice as data. The records that a pack's TOML files are read into.

The records are strict: an unknown key, a missing key or a wrong kind of value is refused by
`msgspec.convert`; `core.pack` turns that into file, line and key.
"""

from collections.abc import Mapping
from datetime import date
from typing import Literal

import msgspec

from desktop_app.core.pack_lists import ListAbout, ListFile
from desktop_app.core.pack_papers import Paper
from desktop_app.core.pack_reports import PeriodReport
from desktop_app.core.pack_rewards import RewardFile
from desktop_app.core.pack_rules import Measure, Rule
from desktop_app.core.record import Record
from desktop_app.core.values import Kind

Format = Literal["docx", "pdf", "xlsx"]


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


class Deliverable(Record, frozen=True):
    """One document that is handed in: which form it prints, how many copies, sealed by whom.

    `seam` says that the notice asks for a seal over the edges of all sheets (骑缝章). The first
    `originals` of its `copies` are 正本, the others 副本; 0 where the notice makes no difference.
    """

    id: str
    title: str
    form: Literal["plan", "summary"]
    formats: tuple[Format, ...]
    copies: int = 1
    originals: int = 0
    sealed: bool = False
    seal: str = ""
    seam: bool = False
    clause: str = ""
    quote: str = ""


class Post(Record, frozen=True):
    """Where the paper goes."""

    recipient: str
    address: str
    clause: str = ""
    quote: str = ""


class Sending(Record, frozen=True):
    """One set of papers that goes out one way: on paper by post or by hand, or as a mail.

    `papers` are ids: `plan`, `summary`, those of papers.toml and `letter:` with a letter's id. A
    mail takes each in `formats`; `stamped` says that its PDFs are scans of the sealed paper.
    Of a paper that is made for each row a set on paper holds the one PDF of all, a mail the `rows`:
    their `files`, or the one PDF, `joined`.
    `subject` and `message` are ready to copy, {section.field} filled in. `largest` is what a mail
    may hold, in MB, where the notice or custom sets a bound; `hint` says which of the two it is.

    `copies_at` is the path of the field in which the office sets how many copies go out, where the
    notice does not say. `recorded_on` and `subject_at` are those of an `after` section that record
    when it went out, and under which subject.
    """

    id: str
    title: str
    way: Literal["post", "hand", "mail"]
    papers: tuple[str, ...]
    formats: tuple[Format, ...] = ()
    stamped: bool = False
    rows: Literal["files", "joined"] = "files"
    address: str = ""
    recipient: str = ""
    subject: str = ""
    message: str = ""
    largest: float | None = None
    hint: str = ""
    copies_at: str = ""
    recorded_on: str = ""
    subject_at: str = ""
    clause: str = ""
    quote: str = ""


class Moved(Record, frozen=True):
    """What an earlier version of the pack called otherwise: a path of a field (`basic/city`), a
    table (`projects`), a column (`projects//name`) or a chapter (`chapters/goals`)."""

    source: str
    target: str
    since: str = ""


class Contact(Record, frozen=True):
    """Whom to ask."""

    office: str
    person: str = ""
    phone: str = ""


class Note(Record, frozen=True):
    """A clause that cannot be decided on data but that the applicant must know."""

    code: str
    title: str
    text: str
    clause: str
    quote: str = ""


class Stage(Record, frozen=True):
    """One step of the work up to the deadline, and how many working days it takes; in order, the
    last one ends on the deadline. What a notice leaves open is a custom, and says so in `hint`."""

    id: str
    title: str
    days: int
    hint: str = ""


class ProgrammeFile(Record, frozen=True):
    """programme.toml: who, when, what is handed in.

    A plan that a city made for itself has no `deadline`; the office sets one in the field whose
    path is `own_deadline`.
    """

    id: str
    title: str
    issuer: str
    notice: str
    year: int
    version: str
    format: Literal[1]
    applicant: str
    deliverable: tuple[Deliverable, ...]
    deadline: date | None = None
    own_deadline: str = ""
    post: Post | None = None
    contact: tuple[Contact, ...] = ()
    note: tuple[Note, ...] = ()
    prepare: tuple[str, ...] = ()
    stage: tuple[Stage, ...] = ()
    sending: tuple[Sending, ...] = ()
    moved: tuple[Moved, ...] = ()
    list: tuple[ListAbout, ...] = ()


class Letter(Record, frozen=True):
    """A page of fixed text with placeholders `{section.field}`: 真实性声明, 邮寄标签.

    It goes into the plan or the summary, there on a right-hand page if `right`, or is a file of
    its own with `copies` to print, of which the first `originals` are 正本. A `label` is set large
    and framed, and is not sealed.
    """

    id: str
    title: str
    text: str
    goes_with: Literal["plan", "summary", "alone"] = "alone"
    layout: Literal["letter", "label"] = "letter"
    right: bool = False
    copies: int = 1
    originals: int = 0
    signed: str = ""
    clause: str = ""


class LetterFile(Record, frozen=True):
    """letters.toml."""

    letter: tuple[Letter, ...] = ()


class Programme(msgspec.Struct, frozen=True):
    """A loaded pack."""

    about: ProgrammeFile
    plan: PlanForm
    summary: SummaryForm
    rules: tuple[Rule, ...]
    letters: tuple[Letter, ...]
    lists: dict[str, ListFile]
    notice: str
    measures: tuple[Measure, ...] = ()
    rewards: RewardFile = RewardFile()
    papers: tuple[Paper, ...] = ()
    reports: tuple[PeriodReport, ...] = ()

    @property
    def id(self) -> str:
        return self.about.id

    def tables(self) -> tuple[Table, ...]:
        """All tables of the draft: the summary, the plan's own list, the plan's other tables."""
        return (self.summary.table, self.plan.project_list, *self.plan.table)

    def table(self, table_id: str) -> Table | None:
        return next((table for table in self.tables() if table.id == table_id), None)

    def field(self, path: str) -> Field | None:
        """The field at a path, of a section or of a table's column; None when there is none."""
        parts = path.split("/")
        if len(parts) == 3:
            table = self.table(parts[0])
            columns = () if table is None else table.column
            return next((column for column in columns if column.id == parts[2]), None)
        if len(parts) != 2:
            return None
        for section in self.plan.section:
            if section.id == parts[0]:
                return next((field for field in section.field if field.id == parts[1]), None)
        return None

    def list_label(self, list_id: str) -> str:
        """What a reader calls a list: its title, the label of a field filled from it, or its id."""
        if title := self.list_about(list_id).title:
            return title
        fields = [field for section in self.plan.section for field in section.field]
        fields += [column for table in self.tables() for column in table.column]
        return next((field.label for field in fields if field.list == list_id), list_id)

    def list_about(self, list_id: str) -> ListAbout:
        """What the pack says of a list; nothing but the id where it says nothing."""
        known = (one for one in self.about.list if one.id == list_id)
        return next(known, ListAbout(id=list_id))

    def with_lists(self, own: Mapping[str, ListFile]) -> "Programme":
        """The programme with these in the place of its own lists."""
        return msgspec.structs.replace(self, lists=self.lists | dict(own))

    def options(self, field: Field) -> tuple[str, ...]:
        """The texts a field may take; empty when anything may be typed."""
        if field.options or not field.list:
            return field.options
        listed = self.lists.get(field.list)
        return () if listed is None else listed.options()
