"""Who may do what: one list, from which the tests try every cell and ``docs/seguranca.md`` is written.

``python -m tests.database.direitos`` writes the table of the document again.
"""

from tests.database.direitos.cadastros import DIREITOS as _CADASTROS
from tests.database.direitos.estacao import DIREITOS as _ESTACAO
from tests.database.direitos.ra import DIREITOS as _RA
from tests.database.direitos.rotinas import DIREITOS as _ROTINAS
from tests.database.direitos.sigilo import DIREITOS as _SIGILO

DIREITOS = _RA + _ROTINAS + _CADASTROS + _ESTACAO + _SIGILO
