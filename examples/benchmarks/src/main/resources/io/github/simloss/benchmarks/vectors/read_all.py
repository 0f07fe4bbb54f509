"""Reads word vectors in the published manner: every line is split, and all rows are kept.

Prints seconds, the peak of resident megabytes and the number of rows.
"""
import resource
import sys
import time

import numpy

start = time.perf_counter()
vectors = {}
with open(sys.argv[1], encoding="utf-8", newline="\n") as lines:
    next(lines)
    for line in lines:
        fields = line.rstrip().split(" ")
        # As published: an array of texts first, then of numbers.
        vectors[fields[0]] = numpy.array(fields[1:]).astype(float)
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 // 1_000_000
print(f"{seconds:.4f} {peak} {len(vectors)}")
