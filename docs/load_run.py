#!/usr/bin/env python3
"""Encodes sentences with a run of simloss. Needs Python 3.8 and NumPy, no engine.

    python3 load_run.py RUN [SENTENCES [CODES.npy]]

RUN is the folder that `simloss train` or `simloss export --format run` made; SENTENCES has one sentence a
line (standard input without it). With CODES.npy an array (sentences, code size) is written there, else one
JSON object a line, {"input": ..., "code": [...]}, goes to standard output.

    from load_run import Run
    codes = Run("run").encode(["the taste was so good"])

The codes are those of `simloss encode` within single precision. Words outside the vocabulary are encoded by
their vectors if the folder has them (`simloss export --with-vectors`).
"""

import json
import os
import sys
import unicodedata

import numpy

START, UNKNOWN, END, PADDING = range(4)
SPECIAL = ("<start>", "<unk>", "<end>", "<pad>")

# Alphabetic in Unicode, though no letters: circled and squared ones.
ALPHABETIC_SYMBOLS = ((0x24B6, 0x24E9), (0x1F130, 0x1F149), (0x1F150, 0x1F169), (0x1F170, 0x1F189))
# Unicode's White_Space; Python's own idea of white space has four control characters more.
WHITE_SPACE = set("\t\n\x0b\x0c\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000") | {
    chr(c) for c in range(0x2000, 0x200B)
}


def is_word_character(c):
    """Java's \\w of Unicode: alphabetic, a mark, a decimal digit, a connector or a joiner."""
    category = unicodedata.category(c)
    return (
        category[0] in "LM"
        or category in ("Nd", "Nl", "Pc")
        or c in "\u200c\u200d"
        or any(low <= ord(c) <= high for low, high in ALPHABETIC_SYMBOLS)
    )


def runs_of(belongs, text):
    """The longest parts of a text whose characters all belong."""
    parts, part = [], ""
    for c in text:
        if belongs(c):
            part += c
        elif part:
            parts.append(part)
            part = ""
    return parts + [part] if part else parts


def visible(word):
    """A run of word characters as a word: without marks before it and joiners at its ends, or empty."""

    def shows(c):
        filler = c in "\u115f\u1160\u3164\uffa0\u200c\u200d"
        return not filler and unicodedata.category(c)[0] != "M" and unicodedata.category(c) != "Pc"

    if not any(shows(c) for c in word):
        return ""
    while unicodedata.category(word[0])[0] == "M" or word[0] in "\u200c\u200d":
        word = word[1:]
    return word.rstrip("\u200c\u200d\ufe0e\ufe0f")


def is_mark(c):
    """A punctuation mark or symbol that is no word character."""
    return unicodedata.category(c)[0] in "PS" and not is_word_character(c)


def words_of(text, punctuation):
    """Runs of word characters and, if wanted, each punctuation mark or symbol."""
    parts, part = [], ""
    for c in text + "\n":
        if is_word_character(c):
            part += c
            continue
        if part and visible(part):
            parts.append(visible(part))
        part = ""
        if punctuation and is_mark(c):
            parts.append(c)
    return parts


def is_black(c):
    return c not in WHITE_SPACE


TOKENIZERS = {
    "words": lambda text: words_of(text.lower(), False),
    "words+case": lambda text: words_of(text, False),
    "words+punctuation": lambda text: words_of(text.lower(), True),
    "words+case+punctuation": lambda text: words_of(text, True),
    "whitespace": lambda text: runs_of(is_black, text.lower()),
    "whitespace+case": lambda text: runs_of(is_black, text),
}


def read_safetensors(path):
    """The tensors of a file by name, and the texts of its metadata. 32-bit floats only, as simloss writes."""
    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        start = file.tell()
    texts = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        if entry["dtype"] != "F32":
            raise ValueError(f"{path}: tensor {name} is {entry['dtype']}; only F32 is read here")
        begin, end = entry["data_offsets"]
        values = numpy.fromfile(path, "<f4", (end - begin) // 4, offset=start + begin)
        tensors[name] = values.reshape(entry["shape"])
    return tensors, texts


def sigmoid(x):
    return 0.5 * (1 + numpy.tanh(0.5 * x))


class Run:
    """A trained encoder, read from a run's folder."""

    def __init__(self, folder):
        def path(name):
            return os.path.join(folder, name)

        with open(path("config.json"), encoding="utf-8") as file:
            self.config = json.load(file)
        if self.config["format"] != 2:
            raise ValueError(f"{folder}: config.json has format {self.config['format']}; 2 is read here")
        self.spec = self.config["spec"]["encoder"]
        with open(path("vocabulary.tsv"), encoding="utf-8", newline="\n") as file:
            words = [line.rstrip("\n").split("\t")[0] for line in file][1:]
        self.ids = {word: id for id, word in enumerate(words) if id >= len(SPECIAL)}
        self.tensors, _ = read_safetensors(path("model.safetensors"))
        if self.config["tokenizer"] not in TOKENIZERS:
            raise ValueError(f"{folder}: the tokenizer {self.config['tokenizer']} is a class of its own")
        self.tokenize = TOKENIZERS[self.config["tokenizer"]]
        self.processing = None
        if os.path.exists(path("postprocessing.safetensors")):
            self.processing, _ = read_safetensors(path("postprocessing.safetensors"))
        self.more, self.vectors = {}, None
        if os.path.exists(path("vectors.safetensors")):
            tensors, texts = read_safetensors(path("vectors.safetensors"))
            self.vectors, parts = tensors["vectors"], 0
            while f"words.{parts}" in texts:
                for word in texts[f"words.{parts}"].split("\n"):
                    self.more[word] = len(self.more)
                parts += 1

    def encode(self, sentences):
        """The codes of some sentences, (sentences, code size), 32-bit."""
        codes = [self._processed(self._code(sentence)) for sentence in sentences]
        return numpy.array(codes, dtype=numpy.float32)

    def _tokens(self, sentence):
        words = self.tokenize(sentence)
        if self.config["bigrams"]:
            if len(words) == 1:
                words = words + ["<end>"]
            words = [first + " " + second for first, second in zip(words, words[1:])]
        return words[: self.config["spec"]["embedding"]["maxLength"] - 1]

    def _vector(self, word):
        return None if word in SPECIAL or word not in self.more else self.vectors[self.more[word]]

    def _further(self, token):
        """The vector of a token outside the vocabulary, or None."""
        if token in SPECIAL or not self.config["bigrams"]:
            return self._vector(token)
        pair = [self.more.get(word) for word in token.split(" ")]
        return None if None in pair else numpy.concatenate([self.vectors[n] for n in pair])

    def _read(self, sentence):
        """The vectors of what is read of a sentence, (time, d), and what each weighs in a mean."""
        form, table = self.config["form"], self.tensors["embedding.weight"]
        weighted = self.spec["weightedMean"]
        vectors, weights = [], []

        def add(id):
            vectors.append(table[id])
            weights.append(self.tensors["word.weight"][id] if weighted else 1)

        for token in self._tokens(sentence):
            further = None if token in self.ids else self._further(token)
            if token in self.ids:
                add(self.ids[token])
            elif further is not None:
                vectors.append(further)
                weights.append(1)
            elif form["unknown"]:
                add(UNKNOWN)
        if form["sourceEnd"]:
            add(END)
        elif not vectors:
            add(UNKNOWN)
        return numpy.array(vectors, dtype=float), numpy.array(weights, dtype=float)

    def _lstm(self, x, name):
        """The outputs of an LSTM over all positions, (time, H). Gates in PyTorch's order i, f, g, o."""
        parts = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
        w, r, b, c = (self.tensors[f"encoder.{part}_{name}"] for part in parts)
        h = cell = numpy.zeros(r.shape[1])
        inputs, outputs = x @ w.T.astype(float) + b + c, []
        for row in inputs:
            i, f, g, o = numpy.split(row + r @ h, 4)
            cell = sigmoid(f) * cell + sigmoid(i) * numpy.tanh(g)
            h = sigmoid(o) * numpy.tanh(cell)
            outputs.append(h)
        return numpy.array(outputs)

    def _code(self, sentence):
        words, weights = self._read(sentence)
        shares = weights / weights.sum()
        y = words
        for layer in range(self.spec["layers"]):
            directions = [self._lstm(y, f"l{layer}")]
            if self.spec["bidirectional"]:
                directions.append(self._lstm(y[::-1], f"l{layer}_reverse")[::-1])
            y = numpy.concatenate(directions, axis=1)
        # Blocks as post-processing knows them: pooled outputs of both directions, then word vectors.
        pooling, blocks = self.spec["pooling"], []
        if pooling == "last":
            blocks.append(numpy.concatenate([d[-1 if n == 0 else 0] for n, d in enumerate(directions)]))
        if pooling in ("max", "max-mean"):
            blocks.append(y.max(axis=0))
        if pooling in ("mean", "max-mean"):
            blocks.append(shares @ y)
        if self.spec["wordVectors"]:
            blocks.append(shares @ words)
        if self.spec["codeSize"] > 0:
            blocks = [self.tensors["code.weight"] @ numpy.concatenate(blocks) + self.tensors["code.bias"]]
        return blocks

    def _processed(self, blocks):
        if self.processing is None:
            return numpy.concatenate(blocks)
        at, done = 0, []
        for scale, block in zip(self.processing["scale"], blocks):
            columns = slice(at, at + len(block))
            block = block - self.processing["mean"][columns]
            for component in self.processing["components"][:, columns].astype(float):
                block = block - (component @ block) * component
            done.append(scale * block)
            at += len(block)
        return numpy.concatenate(done)


def main(arguments):
    if not 1 <= len(arguments) <= 3:
        sys.exit(__doc__)
    run = Run(arguments[0])
    file = open(arguments[1], encoding="utf-8") if len(arguments) > 1 else sys.stdin
    with file:
        sentences = [line.rstrip("\r\n") for line in file]
    codes = run.encode(sentences)
    if len(arguments) == 3:
        numpy.save(arguments[2], codes)
    else:
        for sentence, code in zip(sentences, codes.tolist()):
            print(json.dumps({"input": sentence, "code": code}, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
