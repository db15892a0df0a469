"""Makes ../resources/reference/resnet20_w4_k4.safetensors with PyTorch 2.13 (CPU): a ResNet-20 of
width 4 with groups of 4 at temperature 1, three steps of SGD on seeded noise. Same names and
layouts as the other reference files. Run: python make_reference.py FILE

resnet20_k4 in the same folder, at temperature 30 from fresh weights, is chaotic in training mode:
PyTorch itself, with memory_format=channels_last or in float64, differs from it by 0.1 to 0.2 in
every logit. This case is well-conditioned: the script checks that float64 agrees to 1e-5.
"""
import json, struct, sys
import numpy as np, torch, torch.nn as nn, torch.nn.functional as F

K, TEMPERATURE, WIDTH = 4, 1.0, 4


def gate(x, wta=False):
    n, c, h, w = x.shape
    a = F.relu(x).view(n, c // K, K, h, w)
    top = a.amax(2, keepdim=True)
    factor = (a == top).to(a.dtype) if wta else torch.exp(TEMPERATURE * (a - top))
    return (a * factor.detach()).view(n, c, h, w)


class Block(nn.Module):
    def __init__(self, i, o, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(i, o, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(o)
        self.conv2 = nn.Conv2d(o, o, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(o)
        self.shortcut = nn.Sequential()
        if i != o or stride != 1:
            self.shortcut = nn.Sequential(nn.Conv2d(i, o, 1, stride, bias=False), nn.BatchNorm2d(o))

    def forward(self, x):
        wta = self.wta
        y = gate(self.bn1(self.conv1(x)), wta)
        return gate(self.bn2(self.conv2(y)) + self.shortcut(x), wta)


class ResNet20(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, WIDTH, 3, 1, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(WIDTH)
        i = WIDTH
        for s in range(3):
            blocks = []
            for b in range(3):
                blocks.append(Block(i, WIDTH << s, 2 if s > 0 and b == 0 else 1))
                i = WIDTH << s
            setattr(self, f"layer{s + 1}", nn.Sequential(*blocks))
        self.linear = nn.Linear(i, 10)
        self.decide(False)

    def decide(self, wta):
        for m in self.modules():
            if isinstance(m, Block):
                m.wta = wta

    def forward(self, x):
        x = F.relu(self.bn1(self.conv1(x)))
        x = self.layer3(self.layer2(self.layer1(x)))
        return self.linear(x.mean((2, 3)))


def state(net):
    return {k: v.detach().clone() for k, v in net.state_dict().items() if "num_batches" not in k}


def run(net, x, target, out):
    sgd = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9, weight_decay=5e-4)
    losses = []
    for step in range(3):
        sgd.zero_grad()
        logits = net(x)
        loss = F.cross_entropy(logits, target)
        loss.backward()
        if step == 0:
            out["step0.logits"] = logits.detach().clone()
            for k, p in net.named_parameters():
                out["step0.grad." + k] = p.grad.clone()
        sgd.step()
        losses.append(loss.item())
    out["losses"] = torch.tensor(losses)
    out.update({"final." + k: v for k, v in state(net).items()})
    net.eval()
    with torch.no_grad():
        out["final.eval.logits.temperature"] = net(x)
        net.decide(True)
        out["final.eval.logits.wta"] = net(x)


torch.manual_seed(20)
net = ResNet20()
twin = ResNet20().double()
twin.load_state_dict(net.state_dict())
x = torch.randn(8, 3, 16, 16)
target = torch.randint(0, 10, (8,))
tensors = {"init." + k: v for k, v in state(net).items()}
tensors["x"], tensors["target"] = x, target
run(net, x, target, tensors)
exact = {}
run(twin, x.double(), target, exact)
worst = max((exact[k].float() - tensors[k]).abs().max().item() for k in exact)
assert worst < 1e-5, worst

header, data = {"__metadata__": {
    "made_with": "torch " + torch.__version__, "blocks": "[3, 3, 3]", "width": str(WIDTH), "k": str(K),
    "temperature": str(TEMPERATURE), "steps": "3", "optimizer": "SGD lr=0.1 momentum=0.9 weight_decay=5e-4",
    "layout": "NCHW, OIHW"}}, b""
for name, t in tensors.items():
    raw = t.numpy().tobytes()
    dtype = {torch.float32: "F32", torch.int64: "I64"}[t.dtype]
    header[name] = {"dtype": dtype, "shape": list(t.shape), "data_offsets": [len(data), len(data) + len(raw)]}
    data += raw
text = json.dumps(header).encode()
text += b" " * (-len(text) % 8)
with open(sys.argv[1], "wb") as file:
    file.write(struct.pack("<Q", len(text)) + text + data)
print("worst difference to float64:", worst)
