"""What the place becomes with another imóvel or especificação, or when a blocked RA can be placed [SB0024]."""

from dataclasses import replace
from uuid import UUID

from gsan_desk.domain.atualizacao import AtualizarRA, EstadoRA
from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.fusao_ra import RAFundido, com_os_devolvidos
from gsan_desk.domain.imovel import ImovelFato
from gsan_desk.domain.registro_atendimento import DadosGerais, Local, NovoRA
from gsan_desk.services.ra_inserir.resolucao import resolver

NENHUM_FORMULARIO = UUID(int=0)


def formulario(gerais: DadosGerais, local: Local, aceitos: frozenset[str] = frozenset()) -> NovoRA:
    """Put the two tabs in the form of Inserir, for the checks that both share; the number never changes here."""
    return NovoRA(NENHUM_FORMULARIO, "", replace(gerais, numero_manual=""), local, avisos_aceitos=aceitos)


def desbloqueavel(situacao: SituacaoRA, local: Local, imovel: ImovelFato | None) -> bool:
    """Tell whether the imóvel of a blocked RA has got a logradouro meanwhile [SB0024]."""
    if situacao is not SituacaoRA.BLOQUEADO or imovel is None:
        return False
    return imovel.id == local.imovel_id and imovel.endereco is not None


def desbloquear(contexto: Contexto, gerais: DadosGerais, local: Local, imovel: ImovelFato | None) -> Local:
    """Fetch everything of the imóvel as if it had just been typed."""
    return resolver_local(contexto, gerais, replace(local, descricao=""), imovel)


def resolver_local(contexto: Contexto, gerais: DadosGerais, local: Local, imovel: ImovelFato | None) -> Local:
    """Fill what the imóvel locks and drop what the especificação does not ask for; no unit is suggested here."""
    resolvido = resolver(formulario(gerais, local), contexto, imovel).local
    return replace(resolvido, unidade_destino_id=None, unidade_destino_informada=False, parecer="")


def do_comando(
    contexto: Contexto, comando: AtualizarRA, situacao: SituacaoRA, imovel: ImovelFato | None
) -> AtualizarRA:
    """Let my imóvel and my especificação have their say before the merge, so that what they displace is compared."""
    lido, meu = comando.lido, comando.local
    if meu.imovel_id != (imovel.id if imovel is not None else None):
        return comando
    if desbloqueavel(situacao, meu, imovel) and meu.descricao.strip() == lido.local.descricao.strip():
        return replace(comando, local=desbloquear(contexto, comando.dados_gerais, meu, imovel))
    mesma = comando.dados_gerais.especificacao_id == lido.dados_gerais.especificacao_id
    if mesma and meu.imovel_id == lido.local.imovel_id:
        return comando
    return replace(comando, local=resolver_local(contexto, comando.dados_gerais, meu, imovel))


def do_fundido(contexto: Contexto, fundido: RAFundido, antes: EstadoRA, imovel: ImovelFato | None) -> Local:
    """Settle the merged place, which may join my especificação to their imóvel; payments given back stay."""
    gerais, local = fundido.dados_gerais, fundido.local
    mesma = gerais.especificacao_id == antes.dados_gerais.especificacao_id
    if mesma and local.imovel_id == antes.local.imovel_id:
        return local
    resolvido = resolver_local(contexto, gerais, local, imovel)
    return replace(resolvido, **com_os_devolvidos(antes.local, resolvido, antes.devolvidos))
