"""The four tabs of Inserir RA together: what one tells the others, and the command they make."""

from collections.abc import Mapping
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from gsan_desk.domain.dominios import Especificacao
from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.imovel import ImovelFato
from gsan_desk.domain.registro_atendimento import NovoRA
from gsan_desk.services.ra_inserir import FormularioAberto
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.registro_atendimento.aba import Relogio
from gsan_desk.ui.registro_atendimento.anexos import AbaAnexos
from gsan_desk.ui.registro_atendimento.dados_gerais import AbaDadosGerais
from gsan_desk.ui.registro_atendimento.local_novo import AbaLocalNovo
from gsan_desk.ui.registro_atendimento.partes import FormularioEmPartes, Parte
from gsan_desk.ui.registro_atendimento.solicitante import AbaSolicitante


class FormularioRA(FormularioEmPartes):
    """An RA being typed."""

    PREFIXOS: ClassVar[Mapping[Parte, str]] = {
        Parte.DADOS_GERAIS: "dados_gerais",
        Parte.LOCAL: "local",
        Parte.SOLICITANTE: "solicitante",
        Parte.ANEXOS: "anexos",
    }

    def __init__(self, ponte: Ponte, codificacao: str, parent: QWidget | None = None) -> None:
        super().__init__(ponte, codificacao, parent)
        self._relogio: Relogio | None = None

    async def montar(self) -> None:
        """Make the tabs."""
        comuns = self._ponte, self._codificacao
        self.dados_gerais = await self._juntar(partial(AbaDadosGerais, *comuns))
        self.local = await self._juntar(partial(AbaLocalNovo, *comuns))
        self.solicitante = await self._juntar(partial(AbaSolicitante, *comuns))
        self.anexos = await self._juntar(partial(AbaAnexos, *comuns))
        self.dados_gerais.especificacao_mudou.connect(self._mudou_especificacao)
        self.local.imovel_mudou.connect(self._mudou_imovel)

    def abrir(self, aberto: FormularioAberto) -> None:
        """Put the defaults in."""
        self._relogio = Relogio(aberto.agora)
        self.dados_gerais.abrir(aberto, self._relogio)

    def comecar(self, comeco: NovoRA) -> None:
        """Put in what another screen has already asked."""
        gerais = comeco.dados_gerais
        self.dados_gerais.data.definir(gerais.data)
        self.dados_gerais.hora.definir(gerais.hora)
        self.dados_gerais.observacao.definir(gerais.observacao)
        quem = comeco.solicitante
        self.solicitante.nome.definir(quem.nome)
        if quem.cliente_id is not None:
            self.solicitante.cliente.de_rascunho(str(quem.cliente_id))

    def comando(self, aberto: FormularioAberto, avisos_aceitos: frozenset[str]) -> NovoRA:
        """Make the command of Concluir out of what the tabs hold."""
        return NovoRA(
            chave=aberto.chave,
            protocolo=aberto.protocolo,
            dados_gerais=self.dados_gerais.valor(),
            local=self.local.valor(),
            solicitante=self.solicitante.valor(),
            anexos=self.anexos.valor(),
            avisos_aceitos=avisos_aceitos,
        )

    def mostrar_aba(self, parte: Parte) -> None:
        """Bring a tab to the front; the third proposes who asks."""
        if parte is Parte.SOLICITANTE:
            self.solicitante.predefinir(self.local.imovel, self.local.campos.endereco.valor())
        super().mostrar_aba(parte)

    def _regras(self, parte: Parte) -> list[Violacao]:
        if self._relogio is None:
            return []
        dados = self.dados_gerais.valor()
        match parte:
            case Parte.DADOS_GERAIS:
                return self.dados_gerais.verificar()
            case Parte.LOCAL:
                return self.local.verificar(dados, self._relogio)
            case Parte.SOLICITANTE:
                return self.solicitante.verificar(dados, self.local.imovel)
            case Parte.ANEXOS:
                return self.anexos.verificar()

    def _mudou_especificacao(self, especificacao: Especificacao | None) -> None:
        self.local.aplicar(especificacao)
        self.solicitante.aplicar(especificacao)

    def _mudou_imovel(self, imovel: ImovelFato | None) -> None:
        self.solicitante.seguir_imovel(imovel)
