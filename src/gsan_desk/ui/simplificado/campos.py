"""The fields of the Simplificado: who calls, what kind of contact, and what that kind asks for (spec 10 §6)."""

from typing import Any

from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from gsan_desk.domain.documentos import cpf_valido
from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.mensagens import texto
from gsan_desk.domain.regras.simplificado import TAMANHOS
from gsan_desk.domain.simplificado import NovoSimplificado, TipoSimplificado
from gsan_desk.services.ra_simplificado import SimplificadoAberto
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.pesquisas.ra import PesquisarRA, campo_ra
from gsan_desk.ui.registro_atendimento.aba import Aba, grade, so_leitura
from gsan_desk.ui.registro_atendimento.local_campos import abrir
from gsan_desk.ui.simplificado.ocorrencias import PainelOcorrencias
from gsan_desk.ui.simplificado.tipo import CampoTipo
from gsan_desk.ui.tables.column import texto_de
from gsan_desk.ui.widgets.campo import Campo
from gsan_desk.ui.widgets.combo import ComboItens
from gsan_desk.ui.widgets.masked_edit import CPF, CampoMascarado, Mascara
from gsan_desk.ui.widgets.texto_contado import CampoTexto, TextoContado

ABA = "simplificado"
PROTOCOLO = Mascara("", {}, 14)
_NOMES = {"filtro.localidade": "Localidade", "filtro.tipo": "Tipo de Ocorrência"}


class AbaSimplificado(Aba):
    """All fields; those of another kind than the one chosen are hidden."""

    def __init__(self, ponte: Ponte, pesquisar: PesquisarRA | None) -> None:
        super().__init__(ponte, ponte.contexto.codificacao)
        self._cpf_obrigatorio: frozenset[TipoSimplificado] = frozenset()
        self._criar(pesquisar)
        self._dispor()
        self.tipo.alterado.connect(self._atualizar)
        self.formulario.alterado.connect(self._atualizar)
        self.ocorrencias.recusado.connect(self.mostrar)
        self._atualizar()

    def abrir(self, aberto: SimplificadoAberto) -> None:
        """Put in what the opening brought."""
        self._cpf_obrigatorio = aberto.cpf_obrigatorio
        self.momento.setText(texto_de(aberto.agora))
        self.orgao.definir_itens(aberto.orgaos_rg)
        self.uf.definir_itens(aberto.ufs)
        self.ocorrencias.oferecer_tipos(aberto.tipos_ocorrencia)
        self._atualizar()

    def comando(self, aberto: SimplificadoAberto) -> NovoSimplificado:
        """Make the command of Concluir."""
        escolhida = self.ocorrencias.escolhida
        return NovoSimplificado(
            chave=aberto.chave,
            protocolo=aberto.protocolo,
            momento=aberto.agora,
            nome=self.nome.valor(),
            tipo=self.tipo.valor(),
            cpf=self.cpf.valor(),
            rg=self.rg.valor(),
            orgao_rg_id=self.orgao.valor(),
            uf_rg_id=self.uf.valor(),
            ocorrencia_id=escolhida.id if escolhida is not None else None,
            ra=self.ra.valor(),
            protocolo_original=self.protocolo_original.valor(),
            observacao=self.observacao.valor(),
            localidade_id=self.localidade.valor(),
            informacao=self.informacao.valor(),
        )

    def invalidos(self) -> tuple[Violacao, ...]:
        """List what the fields on screen refuse; those of another kind do not count."""
        return tuple(v for v in self.formulario.invalidos() if v.campo and self.formulario[v.campo].isVisibleTo(self))

    async def restaurar(self, dados: dict[str, Any]) -> None:
        """Put contents back."""
        self.formulario.restaurar(dados)
        await self.aguardar()

    def _criar(self, pesquisar: PesquisarRA | None) -> None:
        verificador = self._verificador
        localidades = self._contexto.dominios.localidades.values()
        self.momento = so_leitura("Data e Hora do Atendimento")
        self.tipo = CampoTipo()
        self.nome = CampoTexto(TAMANHOS["nome"], verificador(f"{ABA}.nome"))
        self.cpf = CampoMascarado(CPF, lambda digitos: "" if cpf_valido(digitos) else texto("CPF_INVALIDO"))
        self.rg = CampoTexto(TAMANHOS["rg"], verificador(f"{ABA}.rg"))
        self.orgao, self.uf = ComboItens(), ComboItens()
        self.protocolo_original = CampoMascarado(PROTOCOLO)
        self.ra = campo_ra(self._ponte, pesquisar, "Número do RA")
        self.localidade = ComboItens(x for x in localidades if x.em_uso)
        self.informacao = TextoContado(TAMANHOS["informacao"], verificador(f"{ABA}.informacao"), linhas=5)
        self.observacao = TextoContado(TAMANHOS["observacao"], verificador(f"{ABA}.observacao"), linhas=3)

    def _dispor(self) -> None:
        campo = self._campo
        tipo = campo(f"{ABA}.tipo", "", self.tipo, nome="Tipo de Atendimento", obrigatorio=True)
        quem = grade(
            (
                (self.formulario.campo("momento", "Data/Hora do Atendimento", self.momento), 3),
                (campo(f"{ABA}.nome", "e", self.nome, obrigatorio=True), 9),
            ),
            (
                (campo(f"{ABA}.cpf", "p", self.cpf), 3),
                (campo(f"{ABA}.rg", "g", self.rg), 3),
                (campo(f"{ABA}.orgao_rg_id", "x", self.orgao), 4),
                (campo(f"{ABA}.uf_rg_id", "f", self.uf), 2),
            ),
        )
        self.ocorrencias = PainelOcorrencias(self._ponte, self._juntar)
        original = grade(
            (
                (campo(f"{ABA}.protocolo_original", "j", self.protocolo_original), 4),
                (campo(f"{ABA}.ra", "h", self.ra), 8),
            )
        )
        dado = grade(
            ((campo(f"{ABA}.localidade_id", "l", self.localidade, obrigatorio=True), 5),),
            ((campo(f"{ABA}.informacao", "z", self.informacao, obrigatorio=True), 12),),
        )
        self._reiteracao, self._informacao = _painel(original), _painel(dado)
        self._observacao = campo(f"{ABA}.observacao", "w", self.observacao)
        self._preencher(tipo, quem, self.ocorrencias, self._reiteracao, self._informacao, self._observacao)

    def _juntar(self, nome: str, mnemonico: str, widget: QWidget) -> Campo:
        return self._campo(nome, mnemonico, widget, nome=_NOMES.get(nome, ""))

    def _atualizar(self) -> None:
        """Show what the kind asks for; one of protocolo and RA closes the other."""
        tipo = self.tipo.valor()
        reiteracao, informacao = tipo is TipoSimplificado.REITERACAO, tipo is TipoSimplificado.INFORMACAO
        self.ocorrencias.setVisible(tipo is TipoSimplificado.OPERACIONAL)
        self._reiteracao.setVisible(reiteracao)
        self._informacao.setVisible(informacao)
        self._observacao.setVisible(not informacao)
        abrir(self.ra, not self.protocolo_original.valor())
        abrir(self.protocolo_original, not self.ra.texto())
        self.formulario[f"{ABA}.observacao"].definir_obrigatorio(reiteracao)
        self.formulario[f"{ABA}.cpf"].definir_obrigatorio(tipo in self._cpf_obrigatorio)


def _painel(conteudo: QLayout) -> QWidget:
    painel = QWidget()
    caixa = QVBoxLayout(painel)
    caixa.setContentsMargins(0, 0, 0, 0)
    caixa.addLayout(conteudo)
    return painel
