"""The networks of the comparison as a PyTorch user would write them: CIFAR's ResNets (He et al.,
2016) with the softmax gate of Decisive's Gate.java after each convolution of a block."""
import json

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.nn.utils.fusion import fuse_conv_bn_eval

MODELS = {"resnet20": ([3, 3, 3], 16), "resnet18": ([2, 2, 2, 2], 64)}
TEMPERATURE = 10.0
CLASSES = 10


class Gate(nn.Module):
    """a · exp(T · (a − A)), a = max(x, 0), A its group's largest; the gate is a constant to the
    gradient, so nothing is kept for it. Groups of one: ReLU."""

    def __init__(self, k):
        super().__init__()
        self.k = k

    def forward(self, x):
        a = F.relu(x)
        if self.k == 1:
            return a
        n, c, h, w = a.shape
        groups = a.view(n, c // self.k, self.k, h, w)
        with torch.no_grad():
            factor = torch.exp(TEMPERATURE * (groups - groups.amax(2, keepdim=True)))
        return (groups * factor).view(n, c, h, w)


class WinnerTakesAll(nn.Module):
    """a where it is its group's largest, else 0."""

    def __init__(self, k):
        super().__init__()
        self.k = k

    def forward(self, x):
        n, c, h, w = x.shape
        groups = F.relu(x).view(n, c // self.k, self.k, h, w)
        return (groups * (groups == groups.amax(2, keepdim=True))).view(n, c, h, w)


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride, k):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.gate1, self.gate2 = Gate(k), Gate(k)
        self.shortcut = nn.Sequential()
        if inputs != outputs or stride != 1:
            self.shortcut = nn.Sequential(
                nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        y = self.gate1(self.bn1(self.conv1(x)))
        return self.gate2(self.bn2(self.conv2(y)) + self.shortcut(x))


class ResNet(nn.Module):
    def __init__(self, model, k):
        super().__init__()
        stages, width = MODELS[model]
        self.conv1 = nn.Conv2d(3, width, 3, 1, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        blocks, inputs = [], width
        for stage, count in enumerate(stages):
            for block in range(count):
                outputs = width << stage
                stride = 2 if stage > 0 and block == 0 else 1
                blocks.append(Block(inputs, outputs, stride, k))
                inputs = outputs
        self.blocks = nn.Sequential(*blocks)
        self.linear = nn.Linear(inputs, CLASSES)

    def forward(self, x):
        x = F.relu(self.bn1(self.conv1(x)))
        return self.linear(self.blocks(x).mean((2, 3)))


def images(batch):
    return torch.randn(batch, 3, 32, 32)


def labels(batch):
    return torch.arange(batch) % CLASSES


def prepared(model, k, batch, variant):
    """A network and images, laid out or compiled as the variant says."""
    torch.manual_seed(1)
    return laid_out(ResNet(model, k), images(batch), variant)


def laid_out(network, x, variant):
    if variant != "eager":
        network = network.to(memory_format=torch.channels_last)
        x = x.contiguous(memory_format=torch.channels_last)
    if variant == "compiled":
        network = torch.compile(network)
    return network, x


def training(model, k, batch, variant):
    network, x = prepared(model, k, batch, variant)
    y = labels(batch)
    sgd = torch.optim.SGD(
        network.parameters(), lr=0.01, momentum=0.9, weight_decay=5e-4, fused=True)

    def run(times):
        for _ in range(times):
            sgd.zero_grad()
            loss = F.cross_entropy(network(x), y)
            loss.backward()
            sgd.step()
            loss.item()

    return run


def inference(model, k, batch, variant):
    network, x = prepared(model, k, batch, variant)
    network.eval()

    def run(times):
        with torch.inference_mode():
            for _ in range(times):
                network(x)

    return run


def decided(model, k, batch, variant, trained=None):
    """Winner-takes-all inference, each batch norm folded into its convolution.

    trained: a file that holds the weights, as `decisive decide` writes it.
    """
    torch.manual_seed(1)
    network, x = ResNet(model, k).eval(), images(batch)
    network.conv1, network.bn1 = fuse_conv_bn_eval(network.conv1, network.bn1), nn.Identity()
    for block in network.blocks:
        block.conv1, block.bn1 = fuse_conv_bn_eval(block.conv1, block.bn1), nn.Identity()
        block.conv2, block.bn2 = fuse_conv_bn_eval(block.conv2, block.bn2), nn.Identity()
        block.gate1, block.gate2 = WinnerTakesAll(k), WinnerTakesAll(k)
        if len(block.shortcut):
            block.shortcut = fuse_conv_bn_eval(*block.shortcut)
    if trained:
        load(network, MODELS[model][0], trained)
    network, x = laid_out(network, x, variant)

    def run(times):
        with torch.inference_mode():
            for _ in range(times):
                network(x)

    return run


def header(file):
    """Of a safetensors file: the header, and where the tensors begin."""
    size = int.from_bytes(file.read(8), "little")
    return json.loads(file.read(size)), 8 + size


def load(network, stages, path):
    """Puts a decided network's weights into one whose batch norms are folded."""
    with open(path, "rb") as file:
        entries, begin = header(file)
        file.seek(begin)
        data = bytearray(file.read())
    parts = {"conv1": network.conv1, "linear": network.linear}
    blocks = iter(network.blocks)
    for stage, count in enumerate(stages, 1):
        for index in range(count):
            block, name = next(blocks), f"layer{stage}.{index}."
            parts.update({name + "conv1": block.conv1, name + "conv2": block.conv2})
            if isinstance(block.shortcut, nn.Conv2d):
                parts[name + "shortcut.0"] = block.shortcut
    for name, part in parts.items():
        for kind in ("weight", "bias"):
            entry, own = entries[f"{name}.{kind}"], getattr(part, kind).data
            if list(own.shape) != entry["shape"]:
                raise ValueError(f"{path}: {name}.{kind} is {entry['shape']}, not {list(own.shape)}")
            values = torch.frombuffer(
                data, dtype=torch.float32, offset=entry["data_offsets"][0], count=own.numel())
            own.copy_(values.view(own.shape))


def product(size):
    a, b = torch.randn(size, size), torch.randn(size, size)

    def run(times):
        for _ in range(times):
            a @ b

    return run
