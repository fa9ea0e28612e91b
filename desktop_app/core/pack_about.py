"""Who, when and what is handed in: the records of programme.toml and letters.toml."""

from datetime import date
from typing import Literal

from desktop_app.core.pack_lists import ListAbout
from desktop_app.core.record import Record

Format = Literal["docx", "pdf", "xlsx"]


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

    @property
    def whole(self) -> str:
        """What stands on the parcel."""
        return f"{self.address} {self.recipient}"


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

    @property
    def whole(self) -> str:
        """Where it goes, and to whom if the pack says."""
        return f"{self.address} {self.recipient}".strip()


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
