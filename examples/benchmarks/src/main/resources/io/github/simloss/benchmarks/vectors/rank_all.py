"""Ranks all words by their cosine with each word, in the published manner: row by row, with a full sort.

Arguments: words, dimension, neighbours. Prints seconds and the peak of resident megabytes.
"""
import resource
import sys
import time

import numpy

words, dimension, neighbours = (int(argument) for argument in sys.argv[1:4])
vectors = numpy.random.default_rng(1).standard_normal((words, dimension))


def cosines(one, all_rows):
    """The cosines of one row with all rows; both are normalized at every call, as libraries do."""
    one = one / numpy.sqrt((one * one).sum())
    all_rows = all_rows / numpy.sqrt((all_rows * all_rows).sum(axis=1, keepdims=True))
    return all_rows @ one


start = time.perf_counter()
table = []
for row in range(words):
    ranked = numpy.argsort(cosines(vectors[row], vectors))
    table.append(ranked[::-1][:neighbours])
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 // 1_000_000
print(f"{seconds:.3f} {peak}")
