import contextlib
import io
import os
import signal
import unittest
from itertools import islice

from training.stream import Stream, WorkerError, generator


def squares():
    return lambda number: (number, number**2)


def fragile():
    def make(number):
        if number == 3:
            raise ValueError("three is too many")
        return number

    return make


def crashing(*numbers):
    def setup():
        def make(number):
            if number in numbers:
                os.kill(os.getpid(), signal.SIGSEGV)
            return number

        return make

    return setup


class StreamTest(unittest.TestCase):
    def test_gives_all_in_order_however_many_make_it(self):
        wanted = [(number, number**2) for number in range(5, 12)]
        for workers in (0, 1, 3):
            with Stream(squares, workers, position=5) as stream:
                self.assertEqual(list(islice(stream, 7)), wanted, workers)
                self.assertEqual(stream.position, 12)

    def test_goes_on_in_new_processes(self):
        with Stream(lambda: lambda number: (number, os.getpid()), 2, renewed_s=0) as stream:
            made = list(islice(stream, 6))
        self.assertEqual([number for number, _ in made], list(range(6)))
        self.assertEqual(len({process for _, process in made}), 6)

    def test_goes_on_where_another_stopped(self):
        with Stream(squares, 2) as stream:
            before = list(islice(stream, 3))
        with Stream(squares, 3, stream.position) as stream:
            after = list(islice(stream, 3))
        self.assertEqual([number for number, _ in before + after], list(range(6)))

    def test_tells_why_a_worker_failed(self):
        with Stream(fragile, 2) as stream, self.assertRaisesRegex(WorkerError, "three is too many"):
            list(islice(stream, 6))

    def test_leaves_out_what_crashes_a_worker(self):
        for workers in (1, 2):
            with contextlib.redirect_stderr(io.StringIO()), Stream(crashing(0, 3, 6, 7), workers) as stream:
                self.assertEqual(list(islice(stream, 5)), [1, 2, 4, 5, 8])
                self.assertEqual(stream.position, 9)

    def test_gives_up_where_everything_crashes(self):
        with Stream(crashing(*range(2, 20)), 2) as stream, self.assertRaisesRegex(WorkerError, "died"):
            list(islice(stream, 3))

    def test_workers_end_with_whom_they_work_for(self):
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            Stream(squares, 2).next()
            os.kill(os.getpid(), signal.SIGKILL)
        os.close(write)
        os.waitpid(child, 0)
        with open(read, "rb") as pipe:
            self.assertEqual(pipe.read(), b"")  # the end comes when the last process that has the other end is gone

    def test_each_number_has_its_own_chance(self):
        drawn = {(seed, number): generator(seed, number).random() for seed in (1, 2) for number in range(50)}
        self.assertEqual(len(set(drawn.values())), len(drawn))
        self.assertEqual(generator(1, 7).random(), drawn[1, 7])


if __name__ == "__main__":
    unittest.main()
