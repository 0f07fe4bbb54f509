"""Training steps and encoding as users of PyTorch write them today, for comparison.

nn.LSTM over packed sequences, losses on real positions alone, soft labels as the N nearest words of
each word (no V x V table), a tied output layer as a product with the word vectors, autograd for
everything, global-norm clip and Adam.

Arguments: threads, work (train or encode), model (published, tied or sentences), loss (ce or
soft-label), V, B, d, H, T, least length. Answers each line "run N" on standard input with one line
of JSON; see Worker.java.
"""
import sys

import torch
from torch import nn
from torch.nn import functional as F
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from published_manner import NEIGHBOURS, PADDING, START, make_batches, serve


class Encoder(nn.Module):
    def __init__(self, dimension, hidden, sentences):
        super().__init__()
        self.lstm = nn.LSTM(dimension, hidden, batch_first=True, bidirectional=sentences)
        self.sentences = sentences

    def forward(self, vectors, lengths):
        packed = pack_padded_sequence(vectors, lengths, batch_first=True, enforce_sorted=False)
        states, (last, _) = self.lstm(packed)
        if not self.sentences:
            return last[-1]
        padded, _ = pad_packed_sequence(states, batch_first=True)
        outside = torch.arange(padded.shape[1])[None, :, None] >= lengths[:, None, None]
        mean = padded.sum(1) / lengths[:, None]
        largest = padded.masked_fill(outside, float("-inf")).amax(1)
        return torch.cat([largest, mean], 1)


class Output(nn.Module):
    """Logits of states: free, or tied to the word vectors."""

    def __init__(self, size, vectors, tied):
        super().__init__()
        words, dimension = vectors.shape
        self.vectors = vectors if tied else None
        self.layer = nn.Linear(size, dimension if tied else words, bias=not tied)
        self.bias = nn.Parameter(torch.zeros(words)) if tied else None

    def forward(self, states):
        if self.vectors is None:
            return self.layer(states)
        return torch.addmm(self.bias, self.layer(states), self.vectors.t())


class Autoencoder(nn.Module):
    def __init__(self, model, vectors, hidden):
        super().__init__()
        dimension = vectors.shape[1]
        self.bag = model == "sentences"
        self.embedding = nn.Embedding.from_pretrained(vectors, freeze=True)
        self.encoder = Encoder(dimension, hidden, self.bag)
        self.decoder = None if self.bag else nn.LSTM(dimension, hidden, batch_first=True)
        self.output = Output(4 * hidden if self.bag else hidden, vectors, model != "published")

    def encode(self, tokens, lengths):
        return self.encoder(self.embedding(tokens), lengths)

    def forward(self, tokens, lengths):
        """Logits, and for each the words to be said by it: (R, V) and (R, K)."""
        code = self.encode(tokens, lengths)
        if self.bag:
            return self.output(code), tokens
        starts = torch.full((len(tokens), 1), START, dtype=torch.long)
        previous = self.embedding(torch.cat([starts, tokens[:, :-1]], 1))

        def pack(sequences):
            return pack_padded_sequence(
                sequences, lengths, batch_first=True, enforce_sorted=False)

        first = (code[None], torch.zeros_like(code)[None])
        states, _ = self.decoder(pack(previous), first)
        return self.output(states.data), pack(tokens).data[:, None]


def labels(vectors):
    """The N nearest words of each word, and their shares."""
    units = vectors / vectors.norm(dim=1, keepdim=True)
    ids, shares = [], []
    for rows in units.split(1000):
        values, nearest = (rows @ units.t()).topk(NEIGHBOURS, dim=1)
        ids.append(nearest)
        shares.append(values / values.sum(1, keepdim=True))
    shares = torch.cat(shares)
    shares[PADDING] = 0
    return torch.cat(ids), shares


def criterion(loss, vectors):
    """The loss of logits (R, V) and targets (R, K)."""
    if loss == "ce":
        ids, shares = torch.arange(len(vectors))[:, None], torch.ones(len(vectors), 1)
        shares[PADDING] = 0
    else:
        ids, shares = labels(vectors)

    def value(logits, targets):
        likely = F.log_softmax(logits, dim=1)
        taken = likely.gather(1, ids[targets].flatten(1))
        return -(shares[targets].flatten(1) * taken).sum() / (targets != PADDING).sum()

    return value


def main(arguments):
    threads = int(arguments[0])
    work, kind, loss = arguments[1:4]
    words, batch, dimension, hidden, steps, shortest = map(int, arguments[4:10])
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    vectors = torch.randn(words, dimension)
    model = Autoencoder(kind, vectors, hidden)
    trained = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.Adam(trained, lr=1e-4)
    loss_of = criterion(loss, vectors) if work == "train" else None
    batches = make_batches(words, batch, steps, shortest, 4)

    def train(tokens, lengths):
        optimizer.zero_grad()
        value = loss_of(*model(tokens, lengths))
        value.backward()
        nn.utils.clip_grad_norm_(trained, 5)
        optimizer.step()
        return value.item()

    def encode(tokens, lengths):
        with torch.inference_mode():
            return 1.0 if model.encode(tokens, lengths).numpy().size == 0 else 0.0

    serve(train if work == "train" else encode, batches, threads)


if __name__ == "__main__":
    main(sys.argv[1:])
