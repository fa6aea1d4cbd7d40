"""The four tabs of Atualizar RA together: filled with an RA, and the command that they make."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from gsan_desk.domain.atualizacao import AtualizarRA, EstadoRA
from gsan_desk.domain.conflito import Escolha
from gsan_desk.domain.dominios import Especificacao
from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.imovel import ImovelFato
from gsan_desk.domain.registro_atendimento import DadosGerais
from gsan_desk.services.ra_atualizar import RAParaAtualizar
from gsan_desk.ui.atualizacao.anexos import AbaAnexosDoRA, Abrir
from gsan_desk.ui.atualizacao.dados_gerais import AbaDadosGeraisDoRA
from gsan_desk.ui.atualizacao.local import AbaLocalDoRA
from gsan_desk.ui.atualizacao.solicitantes import AbaSolicitantes
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.registro_atendimento.aba import Relogio
from gsan_desk.ui.registro_atendimento.partes import FormularioEmPartes, Parte


@dataclass(frozen=True, slots=True)
class Respostas:
    """What the person answered so far: warnings overruled, fields in conflict settled over a state of the base."""

    avisos_aceitos: frozenset[str] = frozenset()
    decisoes: Mapping[str, Escolha] = field(default_factory=dict)
    decidido_sobre: EstadoRA | None = None


class FormularioAtualizacao(FormularioEmPartes):
    """An RA being changed.

    Args:
        abrir_anexo: opens a file of the base.
        seguir_sem_email: asks whether to go without the survey.
    """

    PREFIXOS: ClassVar[Mapping[Parte, str]] = {
        Parte.DADOS_GERAIS: "dados_gerais",
        Parte.LOCAL: "local",
        Parte.SOLICITANTE: "solicitantes",
        Parte.ANEXOS: "anexos",
    }

    def __init__(
        self,
        ponte: Ponte,
        codificacao: str,
        abrir_anexo: Abrir,
        seguir_sem_email: Callable[[], Awaitable[bool]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(ponte, codificacao, parent)
        self._abrir_anexo, self._seguir_sem_email = abrir_anexo, seguir_sem_email

    async def montar(self) -> None:
        """Make the tabs."""
        comuns = self._ponte, self._codificacao
        self.dados_gerais = await self._juntar(partial(AbaDadosGeraisDoRA, *comuns))
        self.local = await self._juntar(partial(AbaLocalDoRA, *comuns))
        self.solicitantes = await self._juntar(
            partial(AbaSolicitantes, *comuns, self._situacao, self._seguir_sem_email)
        )
        self.anexos = await self._juntar(partial(AbaAnexosDoRA, *comuns, self._abrir_anexo))
        self.dados_gerais.especificacao_mudou.connect(self._mudou_especificacao)

    async def carregar(self, aberto: RAParaAtualizar) -> None:
        """Fill the tabs; what the first one asks of the others comes before they are filled."""
        self.dados_gerais.carregar(aberto, Relogio(aberto.agora))
        self.solicitantes.carregar(aberto.numero, aberto.estado.solicitantes)
        self.anexos.carregar(aberto.estado.anexos)
        await self.local.carregar(aberto)

    def comando(self, numero: int, lido: EstadoRA, respostas: Respostas) -> AtualizarRA:
        """Make the command of Concluir out of what the tabs hold."""
        return AtualizarRA(
            numero=numero,
            lido=lido,
            dados_gerais=self.dados_gerais.valor(),
            local=self.local.valor(),
            solicitantes=self.solicitantes.valor(),
            anexos=self.anexos.alteracoes(),
            avisos_aceitos=respostas.avisos_aceitos,
            decisoes=respostas.decisoes,
            decidido_sobre=respostas.decidido_sobre,
        )

    def _regras(self, parte: Parte) -> list[Violacao]:
        """Leave the rules to the use case, which knows what they do not ask of an RA that exists; files are at hand."""
        return self.anexos.verificar() if parte is Parte.ANEXOS else []

    def _situacao(self) -> tuple[DadosGerais, ImovelFato | None]:
        return self.dados_gerais.valor(), self.local.imovel

    def _mudou_especificacao(self, especificacao: Especificacao | None) -> None:
        self.local.aplicar(especificacao)
        self.solicitantes.aplicar(especificacao)
