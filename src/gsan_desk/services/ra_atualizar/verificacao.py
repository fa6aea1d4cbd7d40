"""The checks of Atualizar RA, all four tabs (spec 10 §7.3)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from gsan_desk.domain.arquivos import OBSERVACAO_MAXIMA, verificar_anexo
from gsan_desk.domain.atualizacao import AtualizarRA, SolicitanteRA
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.fusao_ra import RAFundido
from gsan_desk.domain.imovel import ImovelFato
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.registro_atendimento import NovoRA
from gsan_desk.domain.regras import adicao_solicitante, dados_gerais, imovel, local
from gsan_desk.domain.regras import solicitante as regras_solicitante
from gsan_desk.domain.regras.atualizacao import Abas, especificacao_presa, que_valem
from gsan_desk.domain.texto import verificar_caracteres, verificar_comando, verificar_tamanho
from gsan_desk.services.ra_atualizar import pessoas as leitura_pessoas
from gsan_desk.services.ra_atualizar.leitura import RALido
from gsan_desk.services.ra_atualizar.pessoas import Pessoas
from gsan_desk.services.ra_atualizar.resolucao import formulario
from gsan_desk.services.ra_inserir.fatos import Fatos
from gsan_desk.services.ra_inserir.fatos import carregar as carregar_fatos
from gsan_desk.services.ra_inserir.verificacao import encerramento, financeiro, geografia, recusar

SO_DO_PRINCIPAL = frozenset({"M23", "M24", "M25"})


@dataclass(frozen=True, slots=True)
class Alteracao:
    """The RA as it was and as it is to become, with the imóvel of its place."""

    contexto: Contexto
    comando: AtualizarRA
    lido: RALido
    fundido: RAFundido
    imovel: ImovelFato | None

    @property
    def antes(self) -> Abas:
        """The first two tabs as stored."""
        return Abas(self.lido.estado.dados_gerais, self.lido.estado.local)

    @property
    def depois(self) -> Abas:
        """The first two tabs as they become."""
        return Abas(self.fundido.dados_gerais, self.fundido.local)

    @property
    def outra_especificacao(self) -> bool:
        """Tell whether the especificação changes."""
        return self.antes.dados_gerais.especificacao_id != self.depois.dados_gerais.especificacao_id

    @property
    def outro_imovel(self) -> bool:
        """Tell whether the imóvel changes."""
        return self.antes.local.imovel_id != self.depois.local.imovel_id

    @property
    def solicitantes_mudados(self) -> tuple[SolicitanteRA, ...]:
        """New rows, and those of which somebody's data changed; who is principal does not count."""
        antes = {linha.id: linha.solicitante for linha in self.lido.estado.solicitantes}
        return tuple(
            linha for linha in self.fundido.solicitantes if linha.id is None or antes.get(linha.id) != linha.solicitante
        )

    @property
    def solicitantes_removidos(self) -> tuple[int, ...]:
        """Ids of the rows that go."""
        ficam = {linha.id for linha in self.fundido.solicitantes}
        return tuple(p.id for p in self.lido.estado.solicitantes if p.id is not None and p.id not in ficam)

    def novos(self, atributo: str) -> tuple[Any, ...]:
        """Give the contas, payments or values that come to the RA."""
        antes, depois = getattr(self.antes.local, atributo), getattr(self.depois.local, atributo)
        return tuple(id_ for id_ in depois if id_ not in antes)

    def tirados(self, atributo: str) -> tuple[Any, ...]:
        """Give the contas, payments or values that leave the RA; those given back never do."""
        antes, depois = getattr(self.antes.local, atributo), getattr(self.depois.local, atributo)
        devolvidos = self.lido.estado.devolvidos if atributo != "conta_ids" else ()
        return tuple(x for x in antes if x not in depois and getattr(x, "pagamento_id", x) not in devolvidos)


def verificar(session: Session, alteracao: Alteracao) -> Fatos:
    """Check everything and give the facts that were read for it; two statements.

    Raises:
        RegraViolada: all that is wrong.
    """
    fatos, achados = julgar(session, alteracao)
    recusar(achados)
    return fatos


def julgar(session: Session, alteracao: Alteracao) -> tuple[Fatos, list[Violacao]]:
    """Give all that is wrong, and the facts that were read to tell; two statements.

    Contas and payments that were on the RA already are not judged again, unless the imóvel changes.
    """
    form = _com_o_que_se_julga(alteracao)
    fatos = carregar_fatos(session, form, alteracao.lido.numero)
    pessoas = leitura_pessoas.carregar(session, alteracao.fundido.solicitantes)
    return fatos, [
        *_caracteres(alteracao),
        *que_valem(_abas(alteracao, form, fatos), alteracao.depois, alteracao.antes),
        *_presa(alteracao),
        *_ja_devolvido(alteracao),
        *_solicitantes(alteracao, pessoas),
        *_anexos(alteracao),
        *_encerramento(alteracao, form),
    ]


def _com_o_que_se_julga(alteracao: Alteracao) -> NovoRA:
    depois = alteracao.depois
    lugar = depois.local
    if not alteracao.outro_imovel:
        novos: dict[str, Any] = {nome: alteracao.novos(nome) for nome in ("conta_ids", "pagamento_ids", "devolucoes")}
        lugar = replace(lugar, **novos)
    else:
        devolvidos = alteracao.lido.estado.devolvidos
        pagamentos = tuple(p for p in lugar.pagamento_ids if p not in devolvidos)
        valores = tuple(v for v in lugar.devolucoes if v.pagamento_id not in devolvidos)
        lugar = replace(lugar, pagamento_ids=pagamentos, devolucoes=valores)
    return formulario(depois.dados_gerais, lugar)


def _caracteres(alteracao: Alteracao) -> Iterator[Violacao]:
    codificacao, depois = alteracao.lido.codificacao, alteracao.depois
    yield from verificar_comando(depois.dados_gerais, codificacao, "dados_gerais")
    yield from verificar_comando(depois.local, codificacao, "local")
    for linha in alteracao.solicitantes_mudados:
        yield from _da_linha(linha, verificar_comando(linha.solicitante, codificacao, "solicitante"))
    for observacao in _observacoes(alteracao):
        if recusa := verificar_caracteres(observacao, codificacao, "anexos.observacao"):
            yield recusa


def _observacoes(alteracao: Alteracao) -> Iterator[str]:
    yield from alteracao.fundido.observacoes.values()
    yield from (anexo.observacao for anexo in alteracao.comando.anexos.novos)


def _abas(alteracao: Alteracao, form: NovoRA, fatos: Fatos) -> Iterator[Violacao]:
    contexto, fato, depois = alteracao.contexto, alteracao.imovel, alteracao.depois
    especificacao = contexto.dominios.especificacoes.get(depois.dados_gerais.especificacao_id or 0)
    yield from dados_gerais.verificar(form.dados_gerais, contexto, fatos.agora)
    if fato is not None and especificacao is not None:
        aberta = imovel.mesma_especificacao(fato, especificacao, alteracao.lido.numero)
        yield from (aberta,) if aberta is not None else ()
    yield from local.verificar(depois.local, depois.dados_gerais, contexto, fato, fatos.agora.date())
    yield from geografia(form, fatos)
    yield from financeiro(form, contexto, fatos)


def _presa(alteracao: Alteracao) -> Iterator[Violacao]:
    motivo = especificacao_presa(alteracao.lido.tem_os, bool(alteracao.antes.local.conta_ids))
    if alteracao.outra_especificacao and motivo is not None:
        yield motivo


def _ja_devolvido(alteracao: Alteracao) -> Iterator[Violacao]:
    """Keep the imóvel while some payment of the RA was given back already (spec 40 §3.2)."""
    if alteracao.outro_imovel and alteracao.lido.estado.devolvidos:
        yield violacao("DEVOLUCAO_FEITA", "local.imovel_id")


def _solicitantes(alteracao: Alteracao, pessoas: Pessoas) -> Iterator[Violacao]:
    """Check the changed rows by section 10, and the document of the principal again."""
    linhas = alteracao.fundido.solicitantes
    if not linhas:
        yield violacao("M44", "solicitantes")
    elif sum(linha.principal for linha in linhas) != 1:
        yield violacao("SOLICITANTE_PRINCIPAL", "solicitantes")
    mudados = alteracao.solicitantes_mudados
    for linha in linhas:
        if linha in mudados or (linha.principal and alteracao.outra_especificacao):
            yield from _da_linha(linha, _linha(alteracao, linha, pessoas))
        elif linha.principal:
            yield from _da_linha(linha, _documento(alteracao, linha, pessoas))


def _linha(alteracao: Alteracao, linha: SolicitanteRA, pessoas: Pessoas) -> list[Violacao]:
    contexto, gerais = alteracao.contexto, alteracao.depois.dados_gerais
    fatos, pedido = pessoas.fatos(linha.solicitante), linha.solicitante
    outros = [outra.solicitante for outra in alteracao.fundido.solicitantes if outra != linha]
    ja = adicao_solicitante.JaSolicitantes(
        alteracao.lido.numero,
        [o.cliente_id for o in outros if o.cliente_id is not None],
        [o.unidade_id for o in outros if o.unidade_id is not None],
    )
    achados = adicao_solicitante.verificar(pedido, gerais, contexto, fatos, ja, alteracao.imovel)
    if linha.id is not None:
        if not pedido.informado and not pedido.funcionario_id:
            achados = regras_solicitante.verificar(pedido, gerais, contexto, fatos, alteracao.imovel)
        if not linha.principal:
            achados = [v for v in achados if v.codigo not in SO_DO_PRINCIPAL]
    return achados


def _documento(alteracao: Alteracao, linha: SolicitanteRA, pessoas: Pessoas) -> Iterator[Violacao]:
    cliente = pessoas.fatos(linha.solicitante).cliente
    gerais, dominios = alteracao.depois.dados_gerais, alteracao.contexto.dominios
    if recusa := regras_solicitante.documento_exigido(gerais, dominios, cliente, alteracao.imovel):
        yield recusa


def _da_linha(linha: SolicitanteRA, achados: list[Violacao] | Iterator[Violacao]) -> Iterator[Violacao]:
    """Say of which row a violation is: ``solicitantes.{id or protocolo}.{attribute}``."""
    for achado in achados:
        atributo = (achado.campo or "").partition(".")[2]
        yield replace(achado, campo=f"solicitantes.{linha.chave}.{atributo}")


def _anexos(alteracao: Alteracao) -> Iterator[Violacao]:
    for anexo in alteracao.comando.anexos.novos:
        yield from verificar_anexo(anexo)
    for observacao in alteracao.fundido.observacoes.values():
        if longa := verificar_tamanho(observacao, OBSERVACAO_MAXIMA, "anexos.observacao"):
            yield longa


def _encerramento(alteracao: Alteracao, form: NovoRA) -> Iterator[Violacao]:
    """Refuse an automatic closing while an OS is open, generated now or before [UC0435]."""
    especificacao = alteracao.contexto.dominios.especificacoes.get(form.dados_gerais.especificacao_id or 0)
    if especificacao is None or not especificacao.encerramento_automatico:
        return
    if alteracao.lido.tem_os_aberta:
        yield violacao("OS_EM_ABERTO", "dados_gerais.especificacao_id")
    for recusa in encerramento(form, alteracao.contexto):
        if alteracao.outra_especificacao or recusa.codigo != "OS_EM_ABERTO":
            yield recusa
