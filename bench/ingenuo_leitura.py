"""The naive counterparts of reading: a statement per look-up and per row, OFFSET, joins with OR, LIKE anywhere."""

from math import hypot
from typing import Any

from sqlalchemy import Select, String, cast, func, or_, select
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.filtro_ra import FiltroRA
from gsan_desk.models import atendimentopublico as ap
from gsan_desk.models import cadastro as cad
from gsan_desk.models import operacional as op
from gsan_desk.models.base import Base
from gsan_desk.models.seguranca import Usuario, UsuarioPermissaoEspecial
from gsan_desk.services.ra_filtrar import POR_PAGINA

RA = ap.RegistroAtendimento
COMBOS: tuple[type[Base], ...] = (
    ap.MeioSolicitacao, ap.SolicitacaoTipo, ap.SolicitacaoTipoGrupo, ap.LocalOcorrencia, cad.PavimentoRua,
    cad.PavimentoCalcada, op.DivisaoEsgoto, cad.FoneTipo, cad.SistemaParametro,
)  # fmt: skip
DOMINIOS: tuple[type[Base], ...] = (
    *COMBOS, ap.SolicitacaoTipoEspecificacao, ap.ServicoTipo, ap.ServicoTipoReferencia, ap.LigacaoAguaSituacao,
    ap.AtendimentoMotivoEncerramento, ap.LigacaoEsgotoSituacao, ap.EspecificacaoImovSitCriterio,
    ap.SolicitacaoDocumentoObrigatorio, ap.EspecificacaoUnidadeCobranca, ap.LocalidadeEspecificacaoUnidade,
    ap.LocalidadeSolicTipoGrupo, ap.EspecificacaoPavimentacaoServicoTipo, cad.NacionalFeriado,
    cad.UnidadeOrganizacional, cad.Localidade, cad.Municipio, cad.UnidadeFederacao, cad.ImovelPerfil,
)  # fmt: skip


def um(session: Session, modelo: type[Base], valor: Any, atributo: str = "id") -> Any:
    """Read one row by one column, as often as somebody asks."""
    if valor is None:
        return None
    return session.scalars(select(modelo).where(getattr(modelo, atributo) == valor).limit(1)).first()


def todos(session: Session, modelo: type[Base], valor: Any = None, atributo: str = "id") -> list[Any]:
    """Read every row of a table, or those with a value in a column."""
    consulta = select(modelo)
    if valor is not None:
        consulta = consulta.where(getattr(modelo, atributo) == valor)
    return list(session.scalars(consulta))


def entrar(session: Session, login: str) -> None:
    """Read the person, then each domain table by itself, and the unidade above each unidade."""
    usuario = um(session, Usuario, login, "login")
    todos(session, UsuarioPermissaoEspecial, usuario.id, "usuario_id")
    for modelo in DOMINIOS:
        todos(session, modelo)
    for unidade in todos(session, cad.UnidadeOrganizacional):
        um(session, cad.UnidadeTipo, unidade.unidade_tipo_id)


def filtrar(session: Session, filtro: FiltroRA, pagina: int = 0) -> None:
    """Sort all the matches, skip to the page, then read the names of each row."""
    consulta = _ras(filtro).order_by(RA.data_atendimento.desc(), RA.id.desc())
    for ra in session.scalars(consulta.offset(pagina * POR_PAGINA).limit(POR_PAGINA)):
        nomes_da_linha(session, ra)


def contar(session: Session, filtro: FiltroRA) -> None:
    """Count every match, with no bound."""
    session.scalar(select(func.count()).select_from(_ras(filtro).subquery()))


def caixa(session: Session, unidade_id: int) -> None:
    """Read every open RA of the unit, sort here, then the names of each row of the page."""
    abertos = select(RA).where(RA.unidade_atual_id == unidade_id, RA.situacao != SituacaoRA.ENCERRADO)
    ras = sorted(session.scalars(abertos), key=lambda ra: (ra.data_prevista_atual, ra.id))
    for ra in ras[:POR_PAGINA]:
        nomes_da_linha(session, ra)


def contar_caixa(session: Session, unidade_id: int) -> None:
    """Read them all to know how many they are."""
    len(session.scalars(select(RA).where(RA.unidade_atual_id == unidade_id, RA.situacao != SituacaoRA.ENCERRADO)).all())


def nomes_da_linha(session: Session, ra: Any) -> None:
    """Read what a row of a list shows besides the RA itself."""
    um(session, ap.SolicitacaoTipoEspecificacao, ra.especificacao_id)
    um(session, cad.UnidadeOrganizacional, ra.unidade_atual_id)
    solicitante = um(session, ap.RegistroAtendimentoSolicitante, ra.id, "registro_atendimento_id")
    um(session, cad.Cliente, solicitante.cliente_id if solicitante else None)
    imovel = um(session, cad.Imovel, ra.imovel_id)
    endereco(session, ra.logradouro_bairro_id or (imovel.logradouro_bairro_id if imovel else None))


def endereco(session: Session, logradouro_bairro_id: int | None) -> None:
    """Read an address, one table at a time."""
    lugar = um(session, cad.LogradouroBairro, logradouro_bairro_id)
    if lugar is None:
        return
    logradouro = um(session, cad.Logradouro, lugar.logradouro_id)
    bairro = um(session, cad.Bairro, lugar.bairro_id)
    um(session, cad.LogradouroTipo, logradouro.logradouro_tipo_id)
    um(session, cad.LogradouroTitulo, logradouro.logradouro_titulo_id)
    um(session, cad.Municipio, bairro.municipio_id)


def consultar(session: Session, numero: int) -> None:
    """Read an RA by following each of its foreign keys, the attached files included."""
    ra = um(session, RA, numero)
    nomes_da_linha(session, ra)
    especificacao = um(session, ap.SolicitacaoTipoEspecificacao, ra.especificacao_id)
    um(session, ap.SolicitacaoTipo, especificacao.solicitacao_tipo_id)
    for modelo, valor in (
        (ap.MeioSolicitacao, ra.meio_solicitacao_id),
        (ap.LocalOcorrencia, ra.local_ocorrencia_id),
        (cad.Localidade, ra.localidade_id),
        (cad.SetorComercial, ra.setor_comercial_id),
        (cad.Quadra, ra.quadra_id),
        (op.DivisaoEsgoto, ra.divisao_esgoto_id),
        (cad.BairroArea, ra.bairro_area_id),
        (ap.AtendimentoMotivoEncerramento, ra.motivo_encerramento_id),
    ):
        um(session, modelo, valor)
    for solicitante in todos(session, ap.RegistroAtendimentoSolicitante, numero, "registro_atendimento_id"):
        cliente(session, solicitante.cliente_id)
        todos(session, ap.SolicitanteFone, solicitante.id, "solicitante_id")
    for tramite in todos(session, ap.Tramite, numero, "registro_atendimento_id"):
        um(session, cad.UnidadeOrganizacional, tramite.unidade_origem_id)
        um(session, cad.UnidadeOrganizacional, tramite.unidade_destino_id)
        um(session, Usuario, tramite.usuario_registro_id)
    for modelo in (ap.RegistroAtendimentoUnidade, ap.RegistroAtendimentoAnexo, ap.RAReiteracao, ap.OrdemServico):
        todos(session, modelo, numero, "registro_atendimento_id")


def historico(session: Session, numero: int) -> None:
    """Read the RA and all below it, then the RAs tied to it, found by walking through the table."""
    consultar(session, numero)
    for modelo in (RA.ra_duplicidade_id, RA.ra_reativacao_id):
        for ligado in session.scalars(select(RA).where(modelo == numero)):
            um(session, cad.UnidadeOrganizacional, ligado.unidade_atual_id)


def cliente(session: Session, cliente_id: int | None) -> None:
    """Read a cliente, its phones and its addresses."""
    if um(session, cad.Cliente, cliente_id) is None:
        return
    for fone in todos(session, cad.ClienteFone, cliente_id, "cliente_id"):
        um(session, cad.FoneTipo, fone.fone_tipo_id)
    for linha in todos(session, cad.ClienteEndereco, cliente_id, "cliente_id"):
        endereco(session, linha.logradouro_bairro_id)


def imovel(session: Session, imovel_id: int) -> Any:
    """Read an imóvel by following each of its foreign keys."""
    lido = um(session, cad.Imovel, imovel_id)
    for modelo, valor in (
        (cad.Localidade, lido.localidade_id),
        (cad.SetorComercial, lido.setor_comercial_id),
        (cad.Quadra, lido.quadra_id),
        (cad.ImovelPerfil, lido.imovel_perfil_id),
        (ap.LigacaoAguaSituacao, lido.ligacao_agua_situacao_id),
        (ap.LigacaoEsgotoSituacao, lido.ligacao_esgoto_situacao_id),
    ):
        um(session, modelo, valor)
    endereco(session, lido.logradouro_bairro_id)
    for relacao in todos(session, cad.ClienteImovel, imovel_id, "imovel_id"):
        um(session, cad.Cliente, relacao.cliente_id)
    ras_do_imovel(session, imovel_id)
    return lido


def ras_do_imovel(session: Session, imovel_id: int) -> None:
    """Read the RAs of an imóvel and the names of each."""
    for ra in todos(session, RA, imovel_id, "imovel_id"):
        nomes_da_linha(session, ra)


def duplicados(session: Session, imovel_id: int, especificacao_id: int) -> None:
    """Ask one question after another about the place, and read the names of what is found."""
    lido = um(session, cad.Imovel, imovel_id)
    um(session, ap.SolicitacaoTipoEspecificacao, especificacao_id)
    um(session, cad.SistemaParametro, 1)
    da_rua = RA.logradouro_bairro_id == lido.logradouro_bairro_id
    for onde, situacao in (
        (RA.imovel_id == imovel_id, SituacaoRA.PENDENTE),
        (RA.imovel_id == imovel_id, SituacaoRA.ENCERRADO),
        (da_rua, SituacaoRA.PENDENTE),
        (da_rua, SituacaoRA.ENCERRADO),
    ):
        iguais = select(RA).where(onde, RA.situacao == situacao, RA.especificacao_id == especificacao_id)
        for ra in session.scalars(iguais):
            nomes_da_linha(session, ra)


def buscar(session: Session, digitado: str) -> None:
    """Look everywhere for the text, whatever its form, anywhere in the column."""
    contido = f"%{digitado.upper()}%"
    solicitante, fone = ap.RegistroAtendimentoSolicitante, ap.SolicitanteFone
    achados = [*session.scalars(select(RA).where(cast(RA.id, String) == digitado))]
    achados += session.scalars(
        select(RA).join(solicitante, solicitante.registro_atendimento_id == RA.id)
        .outerjoin(fone, fone.solicitante_id == solicitante.id)
        .where(or_(solicitante.protocolo.like(contido), fone.fone.like(contido)))
    )  # fmt: skip
    for ra in achados[:10]:
        nomes_da_linha(session, ra)
    nome, cpf, cnpj = cad.Cliente.nome, cad.Cliente.cpf, cad.Cliente.cnpj
    clientes = select(cad.Cliente).where(or_(func.upper(nome).like(contido), cpf.like(contido), cnpj.like(contido)))
    for achado in session.scalars(clientes.order_by(nome).limit(10)):
        cliente(session, achado.id)


def pesquisar_clientes(session: Session, nome: str) -> None:
    """List the clientes with the text anywhere, and read the tipo of each."""
    contido = func.upper(cad.Cliente.nome).like(f"%{nome.upper()}%")
    for achado in session.scalars(select(cad.Cliente).where(contido).order_by(cad.Cliente.nome).limit(200)):
        um(session, cad.ClienteTipo, achado.cliente_tipo_id)


def pesquisar_imoveis(session: Session, logradouro_id: int) -> None:
    """List the imóveis of a street, and read place and cliente of each."""
    da_rua = (
        select(cad.Imovel)
        .join(cad.LogradouroBairro, cad.LogradouroBairro.id == cad.Imovel.logradouro_bairro_id)
        .where(cad.LogradouroBairro.logradouro_id == logradouro_id)
    )
    for achado in session.scalars(da_rua.order_by(cad.Imovel.id).limit(200)):
        um(session, cad.SetorComercial, achado.setor_comercial_id)
        um(session, cad.Quadra, achado.quadra_id)
        endereco(session, achado.logradouro_bairro_id)
        relacao = um(session, cad.ClienteImovel, achado.id, "imovel_id")
        um(session, cad.Cliente, relacao.cliente_id if relacao else None)


def pesquisar_logradouros(session: Session, nome: str) -> None:
    """List the streets with the text anywhere, and read bairros and CEPs of each."""
    contido = func.upper(cad.Logradouro.nome).like(f"%{nome.upper()}%")
    for rua in session.scalars(select(cad.Logradouro).where(contido).order_by(cad.Logradouro.nome).limit(200)):
        for lugar in todos(session, cad.LogradouroBairro, rua.id, "logradouro_id"):
            endereco(session, lugar.id)
        for linha in todos(session, cad.LogradouroCep, rua.id, "logradouro_id"):
            um(session, cad.Cep, linha.cep_id)


def _ras(filtro: FiltroRA) -> Select[Any]:
    """Join everything that any criterion may need, always, and take the repetitions out."""
    solicitante, reiteracao, lugar = ap.RegistroAtendimentoSolicitante, ap.RAReiteracao, cad.LogradouroBairro
    do_imovel = cad.Imovel.logradouro_bairro_id == lugar.id
    unidade = ap.RegistroAtendimentoUnidade
    consulta = (
        select(RA)
        .join(ap.Tramite, ap.Tramite.registro_atendimento_id == RA.id)
        .outerjoin(unidade, unidade.registro_atendimento_id == RA.id)
        .outerjoin(Usuario, Usuario.id == unidade.usuario_id)
        .outerjoin(solicitante, solicitante.registro_atendimento_id == RA.id)
        .outerjoin(reiteracao, reiteracao.registro_atendimento_id == RA.id)
        .outerjoin(cad.Imovel, cad.Imovel.id == RA.imovel_id)
        .outerjoin(lugar, or_(lugar.id == RA.logradouro_bairro_id, do_imovel))
        .outerjoin(cad.BairroArea, cad.BairroArea.id == RA.bairro_area_id)
    )
    return consulta.where(*_condicoes(filtro)).distinct()


def _condicoes(filtro: FiltroRA) -> list[Any]:
    lugar, protocolo = cad.LogradouroBairro, filtro.protocolo
    simples = {
        RA.id: filtro.numero,
        RA.imovel_id: filtro.imovel_id,
        RA.situacao: filtro.situacao,
        RA.unidade_atual_id: filtro.unidade_atual_id,
        Usuario.login: filtro.login,
        lugar.logradouro_id: filtro.logradouro_id,
    }
    condicoes: list[Any] = [coluna == valor for coluna, valor in simples.items() if valor]
    if filtro.bairro_id:
        condicoes.append(or_(lugar.bairro_id == filtro.bairro_id, cad.BairroArea.bairro_id == filtro.bairro_id))
    if filtro.especificacao_ids:
        condicoes.append(RA.especificacao_id.in_(filtro.especificacao_ids))
    if protocolo:
        do_ra = ap.RegistroAtendimentoSolicitante.protocolo == protocolo
        condicoes.append(or_(do_ra, ap.RAReiteracao.protocolo == protocolo))
    for coluna, periodo in (
        (RA.data_atendimento, filtro.atendimento),
        (RA.data_encerramento, filtro.encerramento),
        (ap.Tramite.data_tramite, filtro.tramitacao),
        (RA.data_prevista_atual, filtro.prevista),
    ):
        if periodo.informado:
            fechado = periodo.fechado()
            condicoes.append(func.date(coluna).between(fechado.inicial, fechado.final))
    return condicoes


def perto(session: Session, leste: float, norte: float, raio: float, especificacoes: tuple[int, ...]) -> None:
    """Read the open RAs of the kind, measure here, then the names of those within the radius."""
    abertos = select(RA).where(RA.situacao == SituacaoRA.PENDENTE, RA.especificacao_id.in_(especificacoes))
    for ra in session.scalars(abertos):
        if ra.coordenada_leste is None or ra.coordenada_norte is None:
            continue
        if hypot(float(ra.coordenada_leste) - leste, float(ra.coordenada_norte) - norte) <= raio:
            nomes_da_linha(session, ra)
