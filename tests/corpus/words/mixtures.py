"""Several disorders in one file, drawn with a fixed seed."""

from collections.abc import Callable, Sequence
from random import Random

from desktop_app.core.numerals import in_chinese
from tests.corpus.words.blocks import Block, Para
from tests.corpus.words.content import CHAPTERS, CITY_TITLE, TABLES
from tests.corpus.words.files import (
    CASES,
    HEAD,
    Heading,
    Plan,
    WordFile,
    a_plan,
    as_a_form,
    form_grid,
    form_truth,
    in_one_table,
)
from tests.corpus.words.fronts import COVER
from tests.corpus.words.names import (
    TOLD,
    as_items,
    details,
    in_parts_of_a_table,
    in_tables_by_county,
    in_tables_by_industry,
    in_two_tables,
)

COUNT = 40


def _headed(write: Callable[[int, str], str], **how) -> Heading:
    return lambda n, title: [Para(write(n, title), **how)]


HEADINGS: tuple[Heading, ...] = (
    _headed(lambda n, title: f"{in_chinese(n)}、{title}"),
    _headed(lambda n, title: f"{in_chinese(n)}、\u3000{title}", bold=True),
    _headed(lambda n, title: f"{in_chinese(n)} {title}", level=1),
    _headed(lambda n, title: f"第{in_chinese(n)}章\u3000{title}"),
    _headed(lambda n, title: title, level=1),
    _headed(lambda n, title: title, level=1, listed=1),
    _headed(lambda n, title: title, listed=1),
    _headed(lambda n, title: title, bold=True),
    _headed(lambda n, title: f"{n}.{title}", bold=True),
    _headed(lambda n, title: f"{n}、{title}:", level=2),
    _headed(lambda n, title: f"{chr(0x215F + n)}. {title}", bold=True),
)
LISTS: tuple[Callable[[Plan], None], ...] = (
    in_one_table,
    in_tables_by_industry,
    in_tables_by_county,
    in_parts_of_a_table,
    in_two_tables((HEAD,)),
    in_two_tables(()),
    as_items(lambda n: f"{n}.", details, TOLD),
    as_items(lambda n: f"({n})", details, TOLD),
    as_items(lambda n: f"项目{in_chinese(n)}：", details, TOLD),
    as_items(lambda n: "●\u3000", details, TOLD),
    as_items(lambda n: "", details, TOLD, listed=2),
    as_items(lambda n: chr(0x245F + n), lambda one: "；", ("name",)),
)


def _by_other_words(plan: Plan, chapter: str) -> None:
    plan.blocks += [Para(TABLES[chapter][0]), form_grid(chapter, synonyms=True)]
    plan.tables |= form_truth(chapter)


def _without_caption(plan: Plan, chapter: str) -> None:
    plan.blocks.append(form_grid(chapter))
    plan.tables |= form_truth(chapter)


FORMS = (as_a_form, _by_other_words, _without_caption)


def _fronts(heading: Heading, titles: Sequence[str]) -> tuple[Sequence[Block], ...]:
    entries = [Para(block.text) for n, title in enumerate(titles, 1) for block in heading(n, title)]
    dotted = [Para(f"{one.text}………{n}") for n, one in enumerate(entries, start=1)]
    return (
        (Para(CITY_TITLE, bold=True),), COVER, (*COVER, Para("目录"), *dotted),
        (*COVER, Para("目\u3000录"), *entries),
    )  # fmt: skip


def a_mixture(seed: int) -> WordFile:
    """A plan with several disorders, the same for the same seed."""
    draw = Random(seed)
    chapters = list(CHAPTERS)
    if draw.random() < 0.4:
        draw.shuffle(chapters)
    while draw.random() < 0.3:
        gone = draw.randrange(len(chapters))
        if chapters[gone].id != "projects" and len(chapters) > 4:
            del chapters[gone]
    by_synonym = {one.id for one in chapters if draw.random() < 0.4}
    titles = [one.synonym if one.id in by_synonym else one.title for one in chapters]
    heading = draw.choice(HEADINGS)
    plan = a_plan(
        heading,
        chapters=chapters,
        projects=draw.choice(LISTS),
        forms=draw.choice(FORMS),
        before=draw.choice(_fronts(heading, titles)),
        titles=lambda one: one.synonym if one.id in by_synonym else one.title,
    )
    hand = draw.random() < 0.6 or any(isinstance(one, Para) and one.listed for one in plan.blocks)
    return plan.file(hand=hand, pieces=draw.choice((1, 1, 2, 7)))


for _seed in range(1, COUNT + 1):
    CASES[f"混合:{_seed}"] = lambda seed=_seed: a_mixture(seed)
