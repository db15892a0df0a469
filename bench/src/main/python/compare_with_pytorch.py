"""Decisive beside PyTorch, row by row, taking turns: a round of ours, one of PyTorch's, ours, …

PyTorch runs at its best of eager, channels-last and compiled (torch.compile; channels-last too),
the best being found before the rounds of each row. Decided networks also meet our own dense way. A ratio above 1 says that Decisive is faster; it
is the median of the rounds' ratios, with the least and the most. Where other programs share the
machine, look at the ratio of each side's fastest round.
Started by bench/compare-with-pytorch, which builds our side and checks that torch is there.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import time

os.environ.setdefault("TORCH_CPP_LOG_LEVEL", "ERROR")  # warns of NNPACK on every machine without
import torch

import networks

BATCH = {"resnet20": 128, "resnet18": 32}
SIZES = (256, 512, 1024, 2048)
VARIANTS = ("eager", "channels-last", "compiled")
MODELS = ("resnet20", "resnet18", "decided", "matmul", "memory")
DECIDED = "resnet18"
DENSE = "our own, dense"
LAST_THIRD = (100, 316, 1000)  # temperatures of a run from 1 to 1000
MEMORY_STEPS = 8


class Decisive:
    """Our side: a Java process that works on request (ComparisonWorker)."""

    def __init__(self, java, jar, options):
        self.process = subprocess.Popen(
            [java, "--add-modules", "jdk.incubator.vector", "-XX:+UseParallelGC",
             "-XX:MaxRAMPercentage=50", "-Xmn64m", "-XX:ObjectAlignmentInBytes=64", *options,
             "-cp", jar, "decisive.bench.ComparisonWorker"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, request):
        self.process.stdin.write(request + "\n")
        self.process.stdin.flush()
        for line in self.process.stdout:
            if line.startswith("> "):  # the JVM may have lines of its own
                return line[2:].strip()
        sys.exit(f"compare-with-pytorch: the Java side ended at '{request}'")

    def run(self, times):
        """Seconds and allocated bytes."""
        seconds, allocated = self.ask(f"run {times}").split()
        return float(seconds), int(allocated)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Row:
    """One line of the table: the same work for both sides."""

    def __init__(self, model, what, request, unit, amount, threads, make, compilable=True):
        self.model, self.what, self.request, self.threads = model, what, request, threads
        self.unit, self.amount = unit, amount  # of one run; "ms" is a latency
        self.make, self.compilable = make, compilable


def rows_of(model, threads, trained):
    if model == "matmul":
        for size in SIZES:
            for n in sorted({1, threads}):
                yield Row(
                    model, f"{size} square, {n} thread{'s' if n > 1 else ''}", f"matmul {size}",
                    "GFLOP/s", 2e-9 * size ** 3, n, lambda variant, s=size: networks.product(s),
                    compilable=False)
        return
    if model == "decided":
        yield from decided_rows(threads)
        for path in trained:
            yield from trained_rows(path, threads)
        return
    batch = BATCH[model]
    for k in (1, 2, 8):
        yield Row(
            model, f"train, {activation(k)}", f"train {model} {k} {batch}", "images/s", batch,
            threads, lambda variant, k=k: networks.training(model, k, batch, variant))
    for k in (1, 2):
        yield Row(
            model, f"inference, {activation(k)}", f"infer {model} {k} {batch}", "images/s", batch,
            threads, lambda variant, k=k: networks.inference(model, k, batch, variant))
    for k in (1, 2):
        yield Row(
            model, f"one image, {activation(k)}", f"infer {model} {k} 1", "ms", 1, threads,
            lambda variant, k=k: networks.inference(model, k, 1, variant))


def decided_rows(threads):
    """Winner-takes-all networks: each beside PyTorch's dense inference, then beside our own.

    Then training at the temperatures of a run's last third, beside our own dense steps.
    """
    for batch, unit in ((BATCH[DECIDED], "images/s"), (1, "ms")):
        for k in (4, 8, 16, 64):
            what = f"{'inference' if batch > 1 else 'one image'}, decided, k = {k}"
            request = f"decided {DECIDED} {k} {batch}"
            yield Row(
                DECIDED, what, request, unit, batch, threads,
                lambda variant, k=k, batch=batch: networks.decided(DECIDED, k, batch, variant))
            if batch > 1:
                yield Row(
                    DECIDED, what + ", beside dense", request, unit, batch, threads, None)
    batch = BATCH[DECIDED]
    for temperature in LAST_THIRD:
        yield Row(
            DECIDED, f"train, gate k = 8 at temperature {temperature}, beside dense",
            f"train-at {temperature} {DECIDED} 8 {batch}", "images/s", batch, threads, None)


def trained_rows(path, threads):
    """A network that `decisive decide` wrote, beside PyTorch with its weights, and our own dense."""
    try:
        with open(path, "rb") as file:
            entries, begin = networks.header(file)
        metadata = entries.pop("__metadata__")
        end = begin + max(entry["data_offsets"][1] for entry in entries.values())
        if os.path.getsize(path) != end:
            sys.exit(f"compare-with-pytorch: {path} is not of the {end} bytes that it says")
        config = json.loads(metadata["config"])
        decided = metadata["format"].startswith("decisive-dham")
        model, k = config["model"] if decided else "a network that is not decided", config["k"]
    except (ValueError, KeyError, TypeError, OverflowError, MemoryError):
        model = "nothing that `decisive decide` wrote"
    if model != DECIDED:
        sys.exit(f"compare-with-pytorch: {path} holds {model}; give a decided {DECIDED}")
    what, batch = f"inference, trained and decided, k = {k}", BATCH[DECIDED]
    request = f"decided {path} {k} {batch}"
    yield Row(
        DECIDED, what, request, "images/s", batch, threads,
        lambda variant: networks.decided(DECIDED, k, batch, variant, path))
    yield Row(DECIDED, what + ", beside dense", request, "images/s", batch, threads, None)


def activation(k):
    return "ReLU" if k == 1 else f"gate k = {k}"


def timed(run, times):
    start = time.perf_counter()
    run(times)
    return time.perf_counter() - start


def warm(run, seconds):
    """Runs until that many seconds brought no gain of 3 %, at most 20 times as long.

    Returns the seconds of one run, at their fastest. A JVM needs this patience: it compiles while
    it runs.
    """
    run(1)
    start = time.perf_counter()
    times, best, gained = 1, float("inf"), start
    while True:
        each = timed(run, times) / times
        now = time.perf_counter()
        if each < 0.97 * best:
            gained = now
        best = min(best, each)
        if now > gained + seconds or now > start + 20 * seconds:
            return best
        times = max(1, int(0.2 * seconds / each))


def best_of_pytorch(row, variants, seconds, failures):
    """The fastest variant's name and work."""
    candidates = []
    for variant in variants if row.compilable else ("eager",):
        progress(f"{row.model}, {row.what}: warming PyTorch {variant}")
        try:
            run = row.make(variant)
            candidates.append((warm(run, seconds), variant, run))
        except Exception as e:  # a compiler may be missing, or not like the machine
            first = (str(e).strip().splitlines() or [type(e).__name__])[0]
            failures[variant] = first
            print(f"PyTorch {variant} does not run here, left out: {first}", file=sys.stderr)
    seconds_each, variant, run = min(candidates, key=lambda c: c[0])
    return seconds_each, variant, run, {v: s for s, v, _ in candidates}


class OurOwnDense:
    """A second process of ours that computes every layer densely, in PyTorch's place."""

    def __init__(self, row, options):
        dense = options.java_options + ["-Ddecisive.sparse=off"]  # in training
        self.worker = Decisive(options.java, options.jar, dense)
        self.worker.ask(f"threads {row.threads}")
        self.worker.ask(row.request.replace("decided ", "decided-dense "))

    def __call__(self, times):
        self.worker.run(times)


def other_side(row, options, failures):
    """Seconds of a run, name, work, and seconds of all that was tried."""
    if row.make is None:
        progress(f"{row.model}, {row.what}: warming our own dense")
        dense = OurOwnDense(row, options)
        each = warm(dense, 2 * options.warm)
        return each, DENSE, dense, {DENSE: each}
    variants = [v for v in options.variants if v not in failures]
    return best_of_pytorch(row, variants, options.warm, failures)


def measure(row, ours, options, failures):
    torch.set_num_threads(row.threads)
    ours.ask(f"threads {row.threads}")
    each, variant, theirs, tried = other_side(row, options, failures)
    progress(f"{row.model}, {row.what}: warming Decisive")
    ours.ask(row.request)
    our_each = warm(lambda n: ours.run(n), 2 * options.warm)
    our_times = max(1, round(options.seconds / our_each))
    their_times = max(1, round(options.seconds / each))
    our_seconds, their_seconds, allocated = [], [], []
    for turn in range(options.rounds):
        progress(f"{row.model}, {row.what}: round {turn + 1} of {options.rounds}")
        seconds, bytes_ = ours.run(our_times)
        our_seconds.append(seconds / our_times)
        allocated.append(bytes_ / our_times)
        their_seconds.append(timed(theirs, their_times) / their_times)
    if isinstance(theirs, OurOwnDense):
        theirs.worker.close()
    ratios = [t / o for o, t in zip(our_seconds, their_seconds)]
    return {
        "model": row.model, "row": row.what, "threads": row.threads, "unit": row.unit,
        "decisive": figure(row, our_seconds), "pytorch": figure(row, their_seconds),
        "pytorch_variant": variant,
        "ratio": statistics.median(ratios), "ratio_least": min(ratios), "ratio_most": max(ratios),
        "ratio_of_fastest": min(their_seconds) / min(our_seconds),
        "decisive_seconds": our_seconds, "pytorch_seconds": their_seconds,
        "pytorch_variants_seconds": tried,
        "decisive_allocated_mb": statistics.median(allocated) / 1e6}


def figure(row, seconds):
    each = statistics.median(seconds)
    return each * 1e3 if row.unit == "ms" else row.amount / each


def peak_mb(pid):
    with open(f"/proc/{pid}/status") as status:
        for line in status:
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1e3
    return float("nan")


def memory(options):
    """Peak resident memory of a training run of some steps, each side in a fresh process."""
    if not os.path.exists("/proc/self/status"):
        print("memory: this system has no /proc, left out", file=sys.stderr)
        return
    for model in ("resnet20", "resnet18"):
        for k in (1, 2):
            progress(f"memory, {model}, {activation(k)}")
            ours = Decisive(options.java, options.jar, options.java_options)
            ours.ask(f"threads {options.threads}")
            ours.ask(f"train {model} {k} {BATCH[model]}")
            ours.run(MEMORY_STEPS)
            our_peak = peak_mb(ours.process.pid)
            ours.close()
            peaks = {}
            for variant in ("eager", "channels-last"):
                program = (
                    f"import torch, networks, os; torch.set_num_threads({options.threads});"
                    f"networks.training('{model}', {k}, {BATCH[model]}, '{variant}')({MEMORY_STEPS});"
                    "print(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])")
                output = subprocess.run(
                    [sys.executable, "-c", program], check=True, capture_output=True, text=True,
                    cwd=os.path.dirname(os.path.abspath(__file__)))
                peaks[variant] = int(output.stdout) / 1e3
            least = min(peaks, key=peaks.get)
            ratio = peaks[least] / our_peak
            yield {
                "model": model, "row": f"peak memory of training, {activation(k)}",
                "threads": options.threads, "unit": "MB", "decisive": our_peak,
                "pytorch": peaks[least], "pytorch_variant": least, "ratio": ratio,
                "ratio_least": ratio, "ratio_most": ratio,
                "ratio_of_fastest": ratio}


def progress(text):
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


def table(results):
    lines = [("model", "", "unit", "Decisive", "other", "which", "ratio", "least – most",
              "of fastest", "MB allocated")]
    for r in results:
        lines.append((
            r["model"], r["row"], r["unit"], f"{r['decisive']:.4g}", f"{r['pytorch']:.4g}",
            r["pytorch_variant"], f"{r['ratio']:.2f}",
            f"{r['ratio_least']:.2f} – {r['ratio_most']:.2f}",
            f"{r['ratio_of_fastest']:.2f}", f"{r['decisive_allocated_mb']:.2f}" if "decisive_allocated_mb" in r else ""))
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    right = (3, 4, 6, 8, 9)
    for line in lines:
        print("  ".join(
            cell.rjust(w) if i in right else cell.ljust(w)
            for i, (cell, w) in enumerate(zip(line, widths))).rstrip())


def arguments():
    parser = argparse.ArgumentParser(
        prog="compare-with-pytorch", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--models", default=",".join(MODELS), help="some of %(default)s; commas between them")
    parser.add_argument("--only", default="", help="only rows whose text contains this")
    parser.add_argument("--json", metavar="FILE", help="write the results there too")
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="for each side")
    parser.add_argument("--rounds", type=int, default=9, help="of each side (%(default)s)")
    parser.add_argument(
        "--seconds", type=float, default=0.5, help="a round takes about so long (%(default)s)")
    parser.add_argument(
        "--warm", type=float, default=1.5,
        help="a side is warm when it gained nothing for so many seconds; ours twice (%(default)s)")
    parser.add_argument(
        "--variants", default=",".join(VARIANTS),
        help="of PyTorch (%(default)s); compiling takes minutes when it is not in torch's cache")
    parser.add_argument(
        "--trained", metavar="FILE", action="append", default=[],
        help="with the decided models, also this network of `decisive decide`; may be repeated")
    parser.add_argument("--java-options", default="", help="for our JVM, spaces between them")
    parser.add_argument("--java", default="java", help=argparse.SUPPRESS)
    parser.add_argument("--jar", required=True, help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.models = options.models.split(",")
    options.variants = options.variants.split(",")
    options.java_options = options.java_options.split()
    for given, known in ((options.models, MODELS), (options.variants, VARIANTS)):
        for name in given:
            if name not in known:
                parser.error(f"unknown '{name}'; choose from {', '.join(known)}")
    for path in options.trained:
        if not os.path.isfile(path) or " " in path or not path.endswith(".safetensors"):
            parser.error(f"--trained {path}: want a file NAME.safetensors, no space in its path")
    options.trained = [os.path.abspath(path) for path in options.trained]
    for name in ("threads", "rounds"):
        if getattr(options, name) < 1:
            parser.error(f"--{name} must be 1 or more")
    return options


def main():
    options = arguments()
    rows = [
        row for model in options.models if model != "memory"
        for row in rows_of(model, options.threads, options.trained)]
    ours = Decisive(options.java, options.jar, options.java_options)
    about = {
        "decisive": ours.ask("about"), "pytorch": torch.__version__, "threads": options.threads,
        "cpu_capability": torch.backends.cpu.get_cpu_capability(), "rounds": options.rounds,
        "java_options": options.java_options}
    print(f"Decisive on {about['decisive']}; PyTorch {about['pytorch']}, "
          f"{about['cpu_capability']}; {options.threads} threads", flush=True)
    failures, results = {}, []
    for row in rows:
        if options.only in f"{row.model}, {row.what}":
            results.append(measure(row, ours, options, failures))
    ours.close()
    if "memory" in options.models:
        results.extend(r for r in memory(options))
    table(results)
    if options.json:
        with open(options.json + ".part", "w") as file:
            json.dump({**about, "left_out": failures, "results": results}, file, indent=1)
            file.write("\n")
        os.replace(options.json + ".part", options.json)


if __name__ == "__main__":
    main()
