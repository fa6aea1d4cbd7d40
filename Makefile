PYTHON ?= python3
TAREFAS := preparar demo lint test bench telas build instalador deb manual terceiros

.PHONY: $(TAREFAS) trava

$(TAREFAS):
	@$(PYTHON) scripts/tarefa.py $@

# Resolves the dependencies again; needs uv.
trava:
	uv pip compile pyproject.toml requirements/construcao.in --group dev --universal --python-version 3.11 \
	  --generate-hashes --no-header --quiet --output-file requirements/trava.txt
