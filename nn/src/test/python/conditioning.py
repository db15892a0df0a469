"""How far PyTorch is from itself on a reference file's first training step: a case whose logits move
when only the order of sums changes cannot be met by anybody else's arithmetic.

Run: python conditioning.py FILE.safetensors    (networks of basic blocks; PyTorch on CPU)

resnet20_k4, tolerance 1e-4 + 1e-3·|logit|, PyTorch 2.13:
    as stored        largest difference 0, out of tolerance 0 %
    channels_last    largest difference 0.195, out of tolerance 100 %
    without oneDNN   largest difference 0.114, out of tolerance 98 %
    x * (1 + 1e-7)   largest difference 0.101, out of tolerance 98 %
    float64          largest difference 0.157, out of tolerance 99 %
"""
import json, struct, sys
import numpy as np, torch, torch.nn.functional as F

with open(sys.argv[1], "rb") as file:
    length = struct.unpack("<Q", file.read(8))[0]
    header = json.loads(file.read(length))
    data = file.read()
about = header.pop("__metadata__")
tensors = {}
for name, entry in header.items():
    begin, end = entry["data_offsets"]
    dtype = {"F32": "<f4", "I64": "<i8"}[entry["dtype"]]
    tensors[name] = torch.tensor(np.frombuffer(data[begin:end], dtype).reshape(entry["shape"]).copy())
blocks, k, temperature = json.loads(about["blocks"]), int(about["k"]), float(about["temperature"])


def gate(x):
    n, c, h, w = x.shape
    a = F.relu(x).view(n, c // k, k, h, w)
    return (a * torch.exp(temperature * (a - a.amax(2, keepdim=True)))).view(n, c, h, w)


def logits(x):
    p = {name[5:]: t.to(x.dtype) for name, t in tensors.items() if name.startswith("init.")}

    def norm(y, path):
        return F.batch_norm(y, None, None, p[path + ".weight"], p[path + ".bias"], True)

    x = F.relu(norm(F.conv2d(x, p["conv1.weight"], padding=1), "bn1"))
    for stage, count in enumerate(blocks):
        for block in range(count):
            path, stride = f"layer{stage + 1}.{block}.", 2 if stage > 0 and block == 0 else 1
            y = gate(norm(F.conv2d(x, p[path + "conv1.weight"], None, stride, 1), path + "bn1"))
            y = norm(F.conv2d(y, p[path + "conv2.weight"], None, 1, 1), path + "bn2")
            if path + "shortcut.0.weight" in p:
                x = norm(F.conv2d(x, p[path + "shortcut.0.weight"], None, stride), path + "shortcut.1")
            x = gate(x + y)
    return x.mean((2, 3)) @ p["linear.weight"].T + p["linear.bias"]


def report(name, ours):
    theirs = tensors["step0.logits"]
    difference = (ours.float() - theirs).abs()
    out = (difference > 1e-4 + 1e-3 * theirs.abs()).float().mean().item()
    print(f"{name:16} largest difference {difference.max().item():.3g}, out of tolerance {100 * out:.0f} %")


x = tensors["x"]
report("as stored", logits(x))
report("channels_last", logits(x.to(memory_format=torch.channels_last)))
with torch.backends.mkldnn.flags(enabled=False):
    report("without oneDNN", logits(x))
report("x * (1 + 1e-7)", logits(x * (1 + 1e-7)))
report("float64", logits(x.double()))
