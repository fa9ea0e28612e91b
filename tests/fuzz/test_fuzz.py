"""Some hundreds of broken files: each is read, or refused with one sentence. `make fuzz` has more."""

import pytest

from tests.fuzz.mutants import mutant
from tests.fuzz.seeds import PROGRAMME, seeds
from tests.fuzz.trial import in_few_processes, through_the_guard

SEED = 20241120


def test_every_seed_is_read_whole_before_it_is_broken(tmp_path):
    from tests.fuzz.mutants import outcome, read_in_this_process

    for form, wholes in seeds().items():
        for whole in wholes:
            path = tmp_path / f"a.{form}"
            path.write_bytes(whole)
            assert outcome(PROGRAMME, path, read_in_this_process) == "read"


def test_a_mutant_is_the_same_for_the_same_numbers():
    assert mutant(SEED, 7) == mutant(SEED, 7)
    assert mutant(SEED, 7).content != mutant(SEED + 1, 7).content


@pytest.mark.parametrize("numbers", [range(100, 210), range(210, 320), range(320, 430)])
def test_no_broken_file_ends_in_anything_but_a_reading_or_a_sentence(numbers, tmp_path):
    tried = in_few_processes(SEED, numbers, tmp_path)
    assert tried.faults == []
    assert tried.counts.total() == len(numbers)
    assert {outcome for _, _, outcome in tried.counts} > {"read", "damaged"}


def test_broken_files_leave_nothing_behind_at_the_real_guard(tmp_path):
    tried = through_the_guard(SEED, range(30), tmp_path)
    assert tried.faults == []
    assert tried.counts.total() == 30
    assert not [*tmp_path.iterdir()]
