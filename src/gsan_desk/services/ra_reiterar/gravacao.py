"""The rows of a reiteração (spec 10 §11.2)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, insert, update
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import NAO, SIM
from gsan_desk.domain.erros import SemPermissao
from gsan_desk.domain.registro_atendimento import Endereco, Fone
from gsan_desk.domain.regras.reiteracao import numero_inteiro
from gsan_desk.domain.reiteracao import Reiterado, Reiterar
from gsan_desk.models.atendimentopublico import RAReiteracao, RAReiteracaoFone, RegistroAtendimento
from gsan_desk.models.base import proximo_id
from gsan_desk.services.linhas_solicitante import colunas_do_endereco
from gsan_desk.services.ra_reiterar.fatos import Fatos
from gsan_desk.services.relogio import posterior
from gsan_desk.services.urgencia import avisar


def gravar(session: Session, comando: Reiterar, fatos: Fatos, fones: Sequence[Fone]) -> Reiterado:
    """Write reiteração, phones, a notice to every user of the unit, and the counter of the RA; four statements."""
    novo = _reiteracao(session, comando, fatos)
    _fones(session, novo, fones, fatos)
    if fatos.estado.unidade_atual_id is not None:
        avisar(session, comando.ra, fatos.estado.unidade_atual_id, fatos.agora, reiteracao=True)
    return Reiterado(novo, comando.ra, comando.protocolo, _contar(session, comando.ra, fatos))


def _reiteracao(session: Session, comando: Reiterar, fatos: Fatos) -> int:
    pedido, modelo = comando.solicitante, RAReiteracao
    linha: dict[str, Any] = {
        "id": proximo_id(modelo),
        "registro_atendimento_id": comando.ra,
        "protocolo": comando.protocolo,
        "cliente_id": pedido.cliente_id,
        "unidade_id": pedido.unidade_id,
        "nome": pedido.nome.strip() or None,
        "observacao": comando.observacao.strip() or None,
        "indicador_endereco_correspondencia": NAO,
        "ultima_alteracao": fatos.agora,
    }
    if pedido.cliente_id is None and pedido.endereco is not None:
        linha |= _endereco(pedido.endereco)
        linha["ponto_referencia"] = pedido.ponto_referencia.strip() or None
    return int(session.execute(insert(modelo).values(linha).returning(modelo.id)).scalar_one())


def _endereco(endereco: Endereco) -> dict[str, Any]:
    """Spread a typed address; a number that is no number is left out, where GSAN fails."""
    return {
        **colunas_do_endereco(endereco),
        "numero_imovel": numero_inteiro(endereco.numero),
        "indicador_endereco_correspondencia": SIM,
    }


def _fones(session: Session, reiteracao_id: int, fones: Sequence[Fone], fatos: Fatos) -> None:
    linhas = [
        {
            "id": proximo_id(RAReiteracaoFone),
            "ra_reiteracao_id": reiteracao_id,
            "fone_tipo_id": fone.tipo_id,
            "ddd": fone.ddd or None,
            "fone": fone.numero,
            "ramal": fone.ramal or None,
            "indicador_padrao": SIM if fone.principal else NAO,
            "ultima_alteracao": fatos.agora,
        }
        for fone in fones
    ]
    if linhas:
        session.execute(insert(RAReiteracaoFone).values(linhas))


def _contar(session: Session, ra: int, fatos: Fatos) -> int:
    """Count one more on the RA and move its stamp forward.

    Raises:
        SemPermissao: the server does not let this person maintain the RA.
    """
    modelo = RegistroAtendimento
    comando = (
        update(modelo)
        .where(modelo.id == ra)
        .values(
            quantidade_reiteracao=func.coalesce(modelo.quantidade_reiteracao, 0) + 1,
            ultima_reiteracao=fatos.agora,
            ultima_alteracao=posterior(modelo.ultima_alteracao),
        )
        .returning(modelo.quantidade_reiteracao)
    )
    quantas = session.execute(comando.execution_options(synchronize_session=False)).scalar_one_or_none()
    if quantas is None:
        raise SemPermissao("O seu usuário não tem direito a esta operação.")
    return int(quantas)
