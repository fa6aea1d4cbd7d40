"""What follows from a merge before it is checked, and the warnings that come after."""

from dataclasses import replace

from sqlalchemy.orm import Session

from gsan_desk.domain.atualizacao import SolicitanteRA
from gsan_desk.domain.codigos import TipoAtendimento
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.fusao_ra import RAFundido
from gsan_desk.domain.imovel import ImovelFato
from gsan_desk.domain.registro_atendimento import DadosGerais, Solicitante
from gsan_desk.services.ra_atualizar.leitura import RALido
from gsan_desk.services.ra_atualizar.resolucao import do_fundido, formulario
from gsan_desk.services.ra_atualizar.verificacao import Alteracao
from gsan_desk.services.ra_duplicidade import Aviso, AvisosPendentes, avisos
from gsan_desk.services.ra_inserir.resolucao import COMPLEMENTO_SOLICITANTE


def completar(contexto: Contexto, fundido: RAFundido, lido: RALido, imovel: ImovelFato | None) -> RAFundido:
    """Add what follows from the merge: the place of another imóvel, the end of the wait, the cut of the addresses."""
    gerais = _fim_da_espera(fundido.dados_gerais, lido)
    local = do_fundido(contexto, fundido, lido.estado, imovel)
    return replace(fundido, dados_gerais=gerais, local=local, solicitantes=_cortados(fundido, lido))


def _fim_da_espera(gerais: DadosGerais, lido: RALido) -> DadosGerais:
    """End the wait now when its beginning is written on an on-line RA (§7.2)."""
    antes = lido.estado.dados_gerais
    if gerais.tipo_atendimento is TipoAtendimento.MANUAL or gerais.espera_inicial == antes.espera_inicial:
        return gerais
    return replace(gerais, espera_final=lido.agora.time() if gerais.espera_inicial is not None else None)


def _cortados(fundido: RAFundido, lido: RALido) -> tuple[SolicitanteRA, ...]:
    """Cut the complemento of a changed row, which is longer where the address was copied from the RA."""
    antes = {linha.id: linha.solicitante for linha in lido.estado.solicitantes}
    return tuple(
        linha if antes.get(linha.id) == linha.solicitante else replace(linha, solicitante=_cortado(linha.solicitante))
        for linha in fundido.solicitantes
    )


def _cortado(pessoa: Solicitante) -> Solicitante:
    if pessoa.endereco is None:
        return pessoa
    complemento = pessoa.endereco.complemento.strip()[:COMPLEMENTO_SOLICITANTE]
    return replace(pessoa, endereco=replace(pessoa.endereco, complemento=complemento))


def avisar(session: Session, alteracao: Alteracao) -> None:
    """Stop at warnings of other RAs.

    Raises:
        AvisosPendentes: there are some that the person has not overruled.
    """
    if pendentes := pendencias(session, alteracao):
        raise AvisosPendentes(pendentes)


def pendencias(session: Session, alteracao: Alteracao) -> tuple[Aviso, ...]:
    """Warn of other RAs where what the warnings look at has changed [SB0008, SB0017]; at most one statement."""
    antes, depois = alteracao.antes, alteracao.depois
    olhados = ("endereco", "bairro_area_id", "imovel_id", "descricao")
    mesmo_lugar = all(getattr(antes.local, nome) == getattr(depois.local, nome) for nome in olhados)
    if mesmo_lugar and not alteracao.outra_especificacao:
        return ()
    form = formulario(depois.dados_gerais, depois.local, alteracao.comando.avisos_aceitos)
    return avisos(session, alteracao.contexto, form, alteracao.imovel, exceto_ra=alteracao.lido.numero)
