"""The statements that read an RA to be changed, each built once."""

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, String, func, literal, select, true
from sqlalchemy.orm import aliased

from gsan_desk.domain.codigos import SIM, RelacaoTipo, SituacaoOS
from gsan_desk.models import atendimentopublico as ap
from gsan_desk.models.atendimentopublico import RegistroAtendimento as RA
from gsan_desk.models.cadastro import (
    Bairro,
    BairroArea,
    Cliente,
    Funcionario,
    LogradouroBairro,
    Quadra,
    SetorComercial,
    UnidadeOrganizacional,
)
from gsan_desk.models.seguranca import Usuario
from gsan_desk.services.devolucao import pedidos
from gsan_desk.services.linhas_json import Consulta, linhas, objeto, sim, texto
from gsan_desk.services.pesquisas.endereco import texto_do_endereco
from gsan_desk.services.ra_consultar import colecoes
from gsan_desk.services.ra_consultar.pessoas import NUMERO
from gsan_desk.services.relogio import agora

TABELA_RA = "atendimentopublico.registro_atendimento"
TABELA_SOLICITANTE = "atendimentopublico.ra_solicitante"


@cache
def trancas() -> Select[Any]:
    """Lock the rows below the RA that may be written, so that the web system waits too; never reads a content."""
    pessoa, fone = ap.RegistroAtendimentoSolicitante, ap.SolicitanteFone
    anexo, unidade = ap.RegistroAtendimentoAnexo, ap.RegistroAtendimentoUnidade
    ids = select(pessoa.id).where(pessoa.registro_atendimento_id == NUMERO)
    partes = (
        ids.order_by(pessoa.id),
        select(fone.id).where(fone.solicitante_id.in_(ids)).order_by(fone.id),
        select(anexo.id).where(anexo.registro_atendimento_id == NUMERO).order_by(anexo.id),
        select(unidade.id).where(unidade.registro_atendimento_id == NUMERO).order_by(unidade.id),
    )
    trancados = [parte.with_for_update().cte(f"trancados_{n}") for n, parte in enumerate(partes)]
    return select(*(select(func.count()).select_from(cte).scalar_subquery() for cte in trancados))


@cache
def estado() -> Consulta:
    """Select the RA ``numero`` in one row, with everything that the tabs edit and that says what may change."""
    especificacao = ap.SolicitacaoTipoEspecificacao
    referencia = select(especificacao.solicitacao_tipo_id).where(especificacao.id == RA.especificacao_id)
    return select(
        RA,
        agora().label("agora"),
        func.current_setting("server_encoding").label("codificacao"),
        referencia.scalar_subquery().label("tipo_id"),
        texto(_descricao_da_unidade()).label("unidade_atual"),
        objeto(_abertura()).label("abertura"),
        _texto(RA).label("endereco_texto"),
        objeto(_bairro(_bairro_da_rua(RA))).label("bairro_da_rua"),
        objeto(_area()).label("area"),
        _um(SetorComercial, SetorComercial.codigo, RA.setor_comercial_id).label("setor_codigo"),
        _um(Quadra, Quadra.numero, RA.quadra_id).label("quadra_numero"),
        linhas(_solicitantes()).label("solicitantes"),
        linhas(_anexos()).label("anexos"),
        linhas(colecoes.contas(NUMERO)).label("contas"),
        linhas(_conta_ids()).label("conta_ids"),
        linhas(pedidos.do_ra(NUMERO)).label("pagamentos"),
        *_ordens(),
        objeto(_autor(TABELA_RA, RA.id)).label("autor"),
    ).where(RA.id == NUMERO)


@cache
def autor() -> Consulta:
    """Select who changed the RA ``numero`` or its solicitantes last."""
    pessoa = aliased(ap.RegistroAtendimentoSolicitante)
    do_ra = select(literal(TABELA_RA, String).label("tabela"), NUMERO.label("linha"))
    das_pessoas = select(literal(TABELA_SOLICITANTE, String), pessoa.id).where(pessoa.registro_atendimento_id == NUMERO)
    alvos = do_ra.union_all(das_pessoas).subquery()
    alteracao = _alteracao(alvos.c.tabela, alvos.c.linha)
    return (
        select(_nome_do_login(alteracao.c.quem).label("quem"), alteracao.c.quando)
        .select_from(alvos.join(alteracao, true()))
        .order_by(alteracao.c.quando.desc())
        .limit(1)
    )


def _autor(tabela: str, linha: Any) -> Consulta:
    alteracao = _alteracao(tabela, linha)
    return select(_nome_do_login(alteracao.c.quem).label("quem"), alteracao.c.quando.label("quando"))


def _alteracao(tabela: Any, linha: Any) -> Any:
    """Ask the audit for the newest change of a row."""
    return func.gsan_desk.quem_alterou(tabela, linha).table_valued("quem", "quando").lateral()


def _nome_do_login(login: Any) -> ColumnElement[Any]:
    """Show a login of GSAN by its name, any other role as it is."""
    nome = select(Usuario.nome).where(Usuario.login == login).limit(1).scalar_subquery()
    return func.coalesce(nome, login)


def _um(modelo: Any, coluna: Any, chave: Any) -> ColumnElement[Any]:
    """Look one column up by the id of its row."""
    return select(coluna).where(modelo.id == chave).correlate_except(modelo).scalar_subquery()


def _descricao_da_unidade() -> ColumnElement[Any]:
    return _um(UnidadeOrganizacional, UnidadeOrganizacional.descricao, RA.unidade_atual_id)


def _abertura() -> Consulta:
    aberto = ap.RegistroAtendimentoUnidade
    return (
        select(aberto.id.label("id"), aberto.unidade_id.label("unidade_id"), aberto.ultima_alteracao.label("versao"))
        .where(aberto.registro_atendimento_id == NUMERO, aberto.relacao_tipo_id == RelacaoTipo.ABRIR)
        .order_by(aberto.id)
    )


def _texto(dono: Any) -> ColumnElement[Any]:
    perimetros = (dono.perimetro_inicial_id, dono.perimetro_final_id)
    composto = texto_do_endereco(
        dono.logradouro_bairro_id, dono.logradouro_cep_id, dono.numero_imovel, dono.complemento_endereco, perimetros
    )
    return texto(composto)


def _bairro_da_rua(dono: Any) -> ColumnElement[Any]:
    rua = aliased(LogradouroBairro)
    return _um(rua, rua.bairro_id, dono.logradouro_bairro_id)


def _bairro(bairro_id: Any) -> Consulta:
    bairro = aliased(Bairro)
    return select(bairro.id.label("bairro_id"), bairro.municipio_id.label("municipio_id")).where(bairro.id == bairro_id)


def _area() -> Consulta:
    """Select the área do bairro with the bairro and the município above it."""
    return (
        select(
            texto(BairroArea.nome).label("nome"),
            Bairro.id.label("bairro_id"),
            Bairro.codigo.label("bairro_codigo"),
            texto(Bairro.nome).label("bairro_nome"),
            Bairro.municipio_id.label("municipio_id"),
        )
        .join(Bairro, Bairro.id == BairroArea.bairro_id)
        .where(BairroArea.id == RA.bairro_area_id)
        .correlate(RA)
    )


def _solicitantes() -> Consulta:
    """Select the solicitantes as stored, the principal first."""
    pessoa = aliased(ap.RegistroAtendimentoSolicitante)
    principal = sim(pessoa.indicador_solicitante_principal)
    return (
        select(
            pessoa.id.label("id"),
            pessoa.ultima_alteracao.label("versao"),
            principal.label("principal"),
            texto(pessoa.protocolo).label("protocolo"),
            pessoa.cliente_id.label("cliente_id"),
            _nome(Cliente, pessoa.cliente_id).label("cliente"),
            pessoa.unidade_id.label("unidade_id"),
            pessoa.funcionario_id.label("funcionario_id"),
            _nome(Funcionario, pessoa.funcionario_id).label("funcionario"),
            texto(pessoa.nome).label("nome"),
            sim(pessoa.indicador_envio_email_pesquisa).label("enviar_email"),
            texto(pessoa.endereco_email).label("email"),
            texto(pessoa.ponto_referencia).label("ponto_referencia"),
            *_endereco(pessoa),
            linhas(_fones(pessoa)).label("fones"),
        )
        .where(pessoa.registro_atendimento_id == NUMERO)
        .order_by(principal.desc(), pessoa.id)
    )


def _nome(modelo: Any, id_: Any) -> ColumnElement[Any]:
    return texto(_um(modelo, modelo.nome, id_))


def _endereco(pessoa: Any) -> tuple[ColumnElement[Any], ...]:
    return (
        pessoa.logradouro_bairro_id.label("logradouro_bairro_id"),
        pessoa.logradouro_cep_id.label("logradouro_cep_id"),
        texto(pessoa.numero_imovel).label("numero"),
        texto(pessoa.complemento_endereco).label("complemento"),
        pessoa.perimetro_inicial_id.label("perimetro_inicial_id"),
        pessoa.perimetro_final_id.label("perimetro_final_id"),
        _bairro_da_rua(pessoa).label("bairro_id"),
        _texto(pessoa).label("endereco_texto"),
    )


def _fones(pessoa: Any) -> Consulta:
    fone = aliased(ap.SolicitanteFone)
    return (
        select(
            fone.fone_tipo_id.label("tipo_id"),
            fone.ddd.label("ddd"),
            texto(fone.fone).label("numero"),
            texto(fone.ramal).label("ramal"),
            sim(fone.indicador_padrao).label("principal"),
        )
        .where(fone.solicitante_id == pessoa.id)
        .order_by(sim(fone.indicador_padrao).desc(), fone.id)
        .correlate(pessoa)
    )


def _anexos() -> Consulta:
    anexo = ap.RegistroAtendimentoAnexo
    return (
        select(
            anexo.id.label("id"),
            texto(anexo.extensao).label("extensao"),
            func.octet_length(anexo.documento).label("tamanho"),
            texto(anexo.descricao).label("observacao"),
            anexo.ultima_alteracao.label("versao"),
        )
        .where(anexo.registro_atendimento_id == NUMERO)
        .order_by(anexo.id)
    )


def _conta_ids() -> Consulta:
    """Select the contas tied by hand; those charged unduly hang on the RA with their values."""
    ligada = ap.RegistroAtendimentoConta
    do_ra = select(ligada.conta_id.label("id")).where(ligada.registro_atendimento_id == NUMERO)
    return do_ra.where(~pedidos.cobrada(NUMERO, ligada.conta_id)).order_by(ligada.conta_id)


def _ordens() -> tuple[ColumnElement[Any], ...]:
    """Tell of the OS of the RA: any, any open, any open that is programmed [FS0012]."""
    ordem, programada = aliased(ap.OrdemServico), ap.OrdemServicoProgramacao
    do_ra = select(ordem.id).where(ordem.registro_atendimento_id == NUMERO)
    abertas = do_ra.where(ordem.situacao != SituacaoOS.ENCERRADA)
    programadas = abertas.join(programada, programada.ordem_servico_id == ordem.id).where(
        programada.indicador_ativo == SIM
    )
    return (
        do_ra.exists().label("tem_os"),
        abertas.exists().label("tem_os_aberta"),
        programadas.exists().label("tem_os_programada"),
    )
