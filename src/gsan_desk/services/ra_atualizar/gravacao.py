"""The rows of a changed RA: only what changed, one statement for each table and verb (spec 10 §7.3, §11).

Rows below the RA go first: while it is open, the server lets whoever maintains it write them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import LargeBinary, cast, column, delete, func, insert, select, update, values
from sqlalchemy.orm import Session

from gsan_desk.domain.atualizacao import SolicitanteRA
from gsan_desk.domain.codigos import RelacaoTipo, SituacaoRA
from gsan_desk.domain.conflito import essencia
from gsan_desk.domain.erros import SemPermissao
from gsan_desk.domain.regras.exigencias import exigencias
from gsan_desk.domain.regras.ordem_servico import planejar
from gsan_desk.models import atendimentopublico as ap
from gsan_desk.models.base import Base, proximo_id
from gsan_desk.services.linhas_os import linha_da_os
from gsan_desk.services.linhas_solicitante import linhas_dos_fones
from gsan_desk.services.ra_atualizar import devolucao
from gsan_desk.services.ra_atualizar.aviso_sms import avisar
from gsan_desk.services.ra_atualizar.linhas import colunas_do_solicitante, colunas_mudadas
from gsan_desk.services.ra_atualizar.verificacao import Alteracao
from gsan_desk.services.ra_inserir.fatos import Fatos
from gsan_desk.services.ra_inserir.gravacao import linha_do_anexo
from gsan_desk.services.relogio import posterior

SEM_SINCRONIA = {"synchronize_session": False}


@dataclass(slots=True)
class Gravacao:
    """What is being written, and the tables touched so far."""

    session: Session
    alteracao: Alteracao
    fatos: Fatos
    ordem_servico: int | None = None
    sms: bool = False
    tabelas: set[str] = field(default_factory=set)

    @property
    def ra_id(self) -> int:
        """Number of the RA."""
        return self.alteracao.lido.numero

    def inserir(self, modelo: type[Base], linhas: Iterable[dict[str, Any]]) -> None:
        """Insert rows in one statement, all with the moment of the transaction."""
        novas = [{**linha, "ultima_alteracao": self.fatos.agora} for linha in linhas]
        if novas:
            self.session.execute(insert(modelo).values(novas))
            self._tocar(modelo)

    def remover(self, modelo: Any, *condicoes: Any) -> None:
        """Delete rows in one statement."""
        self.session.execute(delete(modelo).where(*condicoes).execution_options(**SEM_SINCRONIA))
        self._tocar(modelo)

    def alterar(self, modelo: Any, valores: dict[str, Any], *condicoes: Any) -> int:
        """Write the same values to rows and move their stamps forward; gives how many there were."""
        novos = {**valores, "ultima_alteracao": posterior(modelo.ultima_alteracao)}
        comando = update(modelo).where(*condicoes).values(novos).execution_options(**SEM_SINCRONIA)
        self._tocar(modelo)
        return int(self.session.execute(comando).rowcount)  # type: ignore[attr-defined]  # of a cursor result

    def alterar_cada(self, modelo: Any, colunas: Sequence[str], linhas: Sequence[dict[str, Any]]) -> None:
        """Write to each row values of its own, by id, in one statement.

        Raises:
            SemPermissao: the server does not let this person write one of them.
        """
        if not linhas:
            return
        nomes = ("id", *colunas)
        novos = values(*(column(nome, getattr(modelo, nome).type) for nome in nomes), name="novos").data(
            [tuple(linha[nome] for nome in nomes) for linha in linhas]
        )
        postos = {nome: cast(novos.c[nome], getattr(modelo, nome).type) for nome in colunas}
        _exigir(self.alterar(modelo, postos, modelo.id == cast(novos.c.id, modelo.id.type)), len(linhas))

    def ids(self, modelo: type[Base], quantos: int) -> list[int]:
        """Draw ids for rows on which others depend; one statement."""
        if not quantos:
            return []
        return list(self.session.scalars(select(proximo_id(modelo)).select_from(func.generate_series(1, quantos))))

    def _tocar(self, modelo: Any) -> None:
        self.tabelas.add(modelo.__tablename__)


def gravar(session: Session, alteracao: Alteracao, fatos: Fatos) -> Gravacao:
    """Write what changed and tell what was written; the checks were made, and the rows are locked.

    Raises:
        SemPermissao: the server does not let this person maintain the RA.
    """
    gravacao = Gravacao(session, alteracao, fatos)
    _unidades(gravacao)
    _solicitantes(gravacao)
    _anexos(gravacao)
    devolucao.gravar(gravacao)
    _ordens(gravacao)
    _ra(gravacao)
    return gravacao


def _exigir(escritas: int, esperadas: int) -> None:
    if escritas != esperadas:
        raise SemPermissao("O seu usuário não tem direito a esta operação.")


def _ra(gravacao: Gravacao) -> None:
    """Write the changed columns; the stamp moves with whatever was written, so that the web system notices too."""
    alteracao, modelo = gravacao.alteracao, ap.RegistroAtendimento
    dominios, lido = alteracao.contexto.dominios, alteracao.lido
    mudadas = colunas_mudadas(alteracao.antes, alteracao.depois, lido.situacao, dominios, gravacao.fatos.agora)
    if mudadas or gravacao.tabelas:
        _exigir(gravacao.alterar(modelo, mudadas, modelo.id == gravacao.ra_id), 1)


def _unidades(gravacao: Gravacao) -> None:
    """Write the unidade de atendimento and, when the RA closes by itself, who closed it."""
    alteracao, modelo = gravacao.alteracao, ap.RegistroAtendimentoUnidade
    antes, depois = alteracao.antes.dados_gerais, alteracao.depois.dados_gerais
    novas: list[tuple[int, RelacaoTipo]] = []
    if antes.unidade_id != depois.unidade_id and depois.unidade_id is not None:
        if alteracao.lido.abertura_id is None:
            novas.append((depois.unidade_id, RelacaoTipo.ABRIR))
        else:
            onde = modelo.id == alteracao.lido.abertura_id
            _exigir(gravacao.alterar(modelo, {"unidade_id": depois.unidade_id}, onde), 1)
    if exigencias(depois.especificacao_id, alteracao.contexto.dominios).encerramento_automatico:
        minha = alteracao.contexto.operador.unidade_id or depois.unidade_id or 0
        novas.append((minha, RelacaoTipo.ENCERRAR))
    gravacao.inserir(
        modelo,
        (
            {
                "id": proximo_id(modelo),
                "registro_atendimento_id": gravacao.ra_id,
                "unidade_id": unidade_id,
                "usuario_id": alteracao.contexto.operador.usuario_id,
                "relacao_tipo_id": papel,
            }
            for unidade_id, papel in novas
        ),
    )


def _solicitantes(gravacao: Gravacao) -> None:
    """Write new, changed and removed rows; those untouched keep their phones."""
    alteracao, modelo = gravacao.alteracao, ap.RegistroAtendimentoSolicitante
    antes = {linha.id: linha for linha in alteracao.lido.estado.solicitantes}
    ficam = [linha for linha in alteracao.fundido.solicitantes if linha.id is not None]
    novos = [linha for linha in alteracao.fundido.solicitantes if linha.id is None]
    ids = gravacao.ids(modelo, len(novos))
    refeitos = [linha for linha in ficam if _fones(linha) != _fones(antes[linha.id])]
    removidos = alteracao.solicitantes_removidos
    if sem_fones := [*removidos, *(linha.id for linha in refeitos if _fones(antes[linha.id]))]:
        gravacao.remover(ap.SolicitanteFone, ap.SolicitanteFone.solicitante_id.in_(sem_fones))
    if removidos:
        gravacao.remover(modelo, modelo.id.in_(removidos))
    _pessoas_mudadas(gravacao, ficam, antes)
    exige = exigencias(alteracao.depois.dados_gerais.especificacao_id, alteracao.contexto.dominios)
    gravacao.inserir(
        modelo,
        (
            {
                **colunas_do_solicitante(linha, exige),
                "id": id_,
                "registro_atendimento_id": gravacao.ra_id,
                "protocolo": linha.protocolo or None,
            }
            for id_, linha in zip(ids, novos, strict=True)
        ),
    )
    donos = (*zip(ids, novos, strict=True), *((linha.id or 0, linha) for linha in refeitos))
    gravacao.inserir(
        ap.SolicitanteFone, (fone for id_, linha in donos for fone in linhas_dos_fones(linha.solicitante, id_))
    )
    gravacao.sms = avisar(gravacao.session, alteracao, tuple(zip(ids, novos, strict=True)))


def _fones(linha: SolicitanteRA) -> Any:
    """Give the phones as the base is to have them: of a cliente, none."""
    return essencia(linha.solicitante.fones) if linha.solicitante.cliente_id is None else ()


def _pessoas_mudadas(gravacao: Gravacao, ficam: list[SolicitanteRA], antes: dict[int | None, SolicitanteRA]) -> None:
    """Write the columns that differ in some row; the rows with a difference get them all."""
    dominios = gravacao.alteracao.contexto.dominios
    exige = exigencias(gravacao.alteracao.depois.dados_gerais.especificacao_id, dominios)
    colunas: dict[str, None] = {}
    linhas: list[dict[str, Any]] = []
    for linha in ficam:
        velhas = colunas_do_solicitante(antes[linha.id], exige)
        novas = colunas_do_solicitante(linha, exige)
        outras = [nome for nome in novas if novas[nome] != velhas[nome]]
        if outras or _fones(linha) != _fones(antes[linha.id]):
            colunas |= dict.fromkeys(outras)
            linhas.append(novas | {"id": linha.id})
    gravacao.alterar_cada(ap.RegistroAtendimentoSolicitante, tuple(colunas), linhas)


def _anexos(gravacao: Gravacao) -> None:
    fundido, modelo = gravacao.alteracao.fundido, ap.RegistroAtendimentoAnexo
    if fundido.anexos_removidos:
        do_ra = modelo.registro_atendimento_id == gravacao.ra_id
        gravacao.remover(modelo, do_ra, modelo.id.in_(fundido.anexos_removidos))
    gravacao.alterar_cada(
        modelo,
        ("descricao",),
        [{"id": id_, "descricao": texto.strip() or None} for id_, texto in fundido.observacoes.items()],
    )
    _anexos_novos(gravacao)


def _anexos_novos(gravacao: Gravacao) -> None:
    """Insert the files, but for one that came since the screen read the RA: a save thought to be lost wrote it."""
    alteracao, modelo = gravacao.alteracao, ap.RegistroAtendimentoAnexo
    if not alteracao.comando.anexos.novos:
        return
    linhas = [linha_do_anexo(gravacao.ra_id, anexo) for anexo in alteracao.comando.anexos.novos]
    nomes = ("documento", "extensao", "descricao")
    novos = values(*(column(nome, getattr(modelo, nome).type) for nome in nomes), name="novos").data(
        [tuple(linha[nome] for nome in nomes) for linha in linhas]
    )
    lidos = [anexo.id for anexo in alteracao.comando.lido.anexos]
    documento = cast(novos.c.documento, LargeBinary)
    repetido = select(modelo.id).where(
        modelo.registro_atendimento_id == gravacao.ra_id, modelo.id.not_in(lidos), modelo.documento == documento
    )
    escolhidos = select(
        proximo_id(modelo),
        cast(gravacao.ra_id, modelo.registro_atendimento_id.type),
        documento,
        cast(novos.c.extensao, modelo.extensao.type),
        cast(novos.c.descricao, modelo.descricao.type),
        cast(gravacao.fatos.agora, modelo.ultima_alteracao.type),
    ).where(~repetido.exists())
    colunas = [getattr(modelo, nome) for nome in ("id", "registro_atendimento_id", *nomes, "ultima_alteracao")]
    if gravacao.session.scalars(insert(modelo).from_select(colunas, escolhidos).returning(modelo.id)).all():
        gravacao.tabelas.add(modelo.__tablename__)


def _ordens(gravacao: Gravacao) -> None:
    """Let the OS follow the imóvel, and generate the one that another especificação asks for [UC0430]."""
    alteracao, modelo = gravacao.alteracao, ap.OrdemServico
    depois, dominios = alteracao.depois, alteracao.contexto.dominios
    if alteracao.outro_imovel and alteracao.lido.tem_os:
        do_ra = modelo.registro_atendimento_id == gravacao.ra_id
        gravacao.alterar(modelo, {"imovel_id": depois.local.imovel_id}, do_ra)
    especificacao = dominios.especificacoes[depois.dados_gerais.especificacao_id or 0]
    ordem = planejar(especificacao, depois.local, dominios) if alteracao.outra_especificacao else None
    if ordem is None:
        return
    ra = {
        "imovel_id": depois.local.imovel_id,
        "observacao": depois.dados_gerais.observacao.strip() or None,
        "unidade_atual_id": alteracao.lido.unidade_atual_id or depois.dados_gerais.unidade_id,
    }
    (gravacao.ordem_servico,) = gravacao.ids(modelo, 1)
    linha = linha_da_os(ordem, gravacao.ra_id, ra, gravacao.fatos.agora)
    gravacao.inserir(modelo, [linha | {"id": gravacao.ordem_servico}])
    unidade = {
        "id": proximo_id(ap.OrdemServicoUnidade),
        "ordem_servico_id": gravacao.ordem_servico,
        "unidade_id": depois.dados_gerais.unidade_id,
        "usuario_id": alteracao.contexto.operador.usuario_id,
        "relacao_tipo_id": RelacaoTipo.ABRIR,
    }
    gravacao.inserir(ap.OrdemServicoUnidade, [unidade])


def situacao_final(gravacao: Gravacao) -> SituacaoRA:
    """Tell the situação in which the RA was left."""
    alteracao = gravacao.alteracao
    dominios = alteracao.contexto.dominios
    mudadas = colunas_mudadas(
        alteracao.antes, alteracao.depois, alteracao.lido.situacao, dominios, gravacao.fatos.agora
    )
    return SituacaoRA(mudadas.get("situacao", alteracao.lido.situacao))
