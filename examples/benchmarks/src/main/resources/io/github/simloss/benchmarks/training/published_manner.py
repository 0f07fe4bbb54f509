"""A training step in the manner of the published code, for comparison.

Written from the paper's formulas: V x V tables of similarities and of soft labels, an LSTMCell
called once a time step, every position projected to the vocabulary, padding included, autograd
for everything, global-norm clip and Adam. The projection is made at each time step, as a decoder
does that may feed back its own words; "sequence" as the last argument makes it one product.

Answers each line "run N" on standard input with one line of JSON; see Worker.java.
"""
import json
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

START, UNKNOWN, END, PADDING = 0, 1, 2, 3
EPSILON = 1e-5
NEIGHBOURS = 5


class Autoencoder(nn.Module):
    def __init__(self, vectors, hidden, once):
        super().__init__()
        words, dimension = vectors.shape
        self.hidden = hidden
        self.once = once
        self.embedding = nn.Embedding.from_pretrained(vectors, freeze=True)
        self.encoder = nn.LSTMCell(dimension, hidden)
        self.decoder = nn.LSTMCell(dimension, hidden)
        self.projection = nn.Linear(hidden, words)

    def forward(self, tokens, lengths):
        batch, steps = tokens.shape
        vectors = self.embedding(tokens)
        h = torch.zeros(batch, self.hidden)
        c = torch.zeros(batch, self.hidden)
        states = []
        for t in range(steps):
            h, c = self.encoder(vectors[:, t], (h, c))
            states.append(h)
        h = torch.stack(states, 1)[torch.arange(batch), lengths - 1]
        c = torch.zeros(batch, self.hidden)
        x = self.embedding(torch.full((batch,), START, dtype=torch.long))
        outputs = []
        for t in range(steps):
            h, c = self.decoder(x, (h, c))
            outputs.append(h if self.once else self.projection(h))
            x = vectors[:, t]
        outputs = torch.stack(outputs, 1)
        return self.projection(outputs) if self.once else outputs


def similarities(vectors):
    """The V x V table of cosines."""
    units = vectors / vectors.norm(dim=1, keepdim=True)
    return units @ units.t()


def labels(vectors):
    """The V x V table of soft labels: the N nearest words, summing to 1."""
    units = vectors / vectors.norm(dim=1, keepdim=True)
    words = vectors.shape[0]
    table = torch.zeros(words, words)
    for start in range(0, words, 1000):
        rows = units[start:start + 1000] @ units.t()
        values, ids = rows.topk(NEIGHBOURS, dim=1)
        table[start:start + 1000].scatter_(1, ids, values / values.sum(1, keepdim=True))
    return table


def criterion(loss, vectors):
    """The loss of logits (B, T, V) and targets (B, T)."""
    if loss == "ce":
        return lambda z, t: F.cross_entropy(
            z.reshape(-1, z.shape[2]), t.reshape(-1), ignore_index=PADDING)
    table = labels(vectors) if loss == "soft-label" else similarities(vectors)
    table[PADDING] = 0

    def weighted(z, t):
        p = F.softmax(z, dim=2) + EPSILON
        weights = table[t]
        value = weights * (p if loss == "weighted-sim" else torch.log(p))
        return -value.sum() / t.numel()

    return weighted


def make_batches(words, batch, steps, shortest, count):
    batches = []
    for _ in range(count):
        tokens = torch.randint(4, words, (batch, steps))
        lengths = torch.randint(shortest, steps + 1, (batch,))
        for row, length in zip(tokens, lengths):
            row[length - 1] = END
            row[length:] = PADDING
        batches.append((tokens, lengths))
    return batches


def peak_megabytes():
    try:
        with open("/proc/self/status", encoding="ascii") as status:
            for line in status:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) * 1024 // 1000000
    except OSError:
        return None
    return None


def serve(do, batches, threads):
    """Answers lines: "run N" does something with N batches, others ask for the memory taken."""
    print(json.dumps({"engine": "Python, PyTorch " + torch.__version__, "threads": threads}))
    sys.stdout.flush()
    turn = 0
    for line in sys.stdin:
        order = line.split()
        if order[0] != "run":
            print(json.dumps({"peakMegabytes": peak_megabytes()}))
            sys.stdout.flush()
            continue
        milliseconds = []
        tokens_seen = 0
        value = 0.0
        for _ in range(int(order[1])):
            tokens, lengths = batches[turn % len(batches)]
            turn += 1
            start = time.perf_counter()
            value = do(tokens, lengths)
            milliseconds.append((time.perf_counter() - start) * 1000)
            tokens_seen += int(lengths.sum())
        print(json.dumps({"milliseconds": milliseconds, "tokens": tokens_seen, "loss": value}))
        sys.stdout.flush()


def main(arguments):
    threads = int(arguments[0])
    loss = arguments[1]
    words, batch, dimension, hidden, steps, shortest = map(int, arguments[2:8])
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    vectors = torch.randn(words, dimension)
    model = Autoencoder(vectors, hidden, arguments[8:9] == ["sequence"])
    loss_of = criterion(loss, vectors)
    trained = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.Adam(trained, lr=1e-4)

    def train(tokens, lengths):
        optimizer.zero_grad()
        value = loss_of(model(tokens, lengths), tokens)
        value.backward()
        nn.utils.clip_grad_norm_(trained, 5)
        optimizer.step()
        return value.item()

    serve(train, make_batches(words, batch, steps, shortest, 4), threads)


if __name__ == "__main__":
    main(sys.argv[1:])
