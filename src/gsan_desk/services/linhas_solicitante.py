"""The rows of who asked, the same for every function that registers a contact (spec 10 §11.2)."""

from typing import Any

from gsan_desk.domain.codigos import NAO, SIM
from gsan_desk.domain.registro_atendimento import Endereco, Solicitante
from gsan_desk.domain.regras.exigencias import Exigencias
from gsan_desk.domain.regras.solicitante import pesquisa_por_email
from gsan_desk.models.atendimentopublico import SolicitanteFone
from gsan_desk.models.base import proximo_id


def colunas_do_endereco(endereco: Endereco | None) -> dict[str, Any]:
    """Spread an address over its columns; the number is kept as typed, ``S/N`` included."""
    if endereco is None:
        return {}
    return {
        "logradouro_bairro_id": endereco.logradouro_bairro_id,
        "logradouro_cep_id": endereco.logradouro_cep_id,
        "numero_imovel": endereco.numero.strip() or None,
        "complemento_endereco": endereco.complemento.strip() or None,
        "perimetro_inicial_id": endereco.perimetro_inicial_id,
        "perimetro_final_id": endereco.perimetro_final_id,
    }


def linha_do_solicitante(pedido: Solicitante, exige: Exigencias) -> dict[str, Any]:
    """Give who asked; address and point of reference only when it is no cliente, whose own are in the register."""
    pesquisa = pesquisa_por_email(pedido, exige)
    linha: dict[str, Any] = {
        "cliente_id": pedido.cliente_id,
        "unidade_id": pedido.unidade_id,
        "funcionario_id": pedido.funcionario_id,
        "nome": pedido.nome.strip() or None,
        "indicador_envio_email_pesquisa": SIM if pesquisa else NAO,
        "endereco_email": pedido.email.strip() if pesquisa else None,
    }
    if pedido.cliente_id is None:
        linha |= colunas_do_endereco(pedido.endereco)
        linha["ponto_referencia"] = pedido.ponto_referencia.strip() or None
    return linha


def linhas_dos_fones(pedido: Solicitante, solicitante_id: int) -> list[dict[str, Any]]:
    """Give the phones told at the counter; of a cliente none is stored."""
    return [
        {
            "id": proximo_id(SolicitanteFone),
            "solicitante_id": solicitante_id,
            "fone_tipo_id": fone.tipo_id,
            "ddd": int(fone.ddd),
            "fone": fone.numero,
            "ramal": fone.ramal or None,
            "indicador_padrao": SIM if fone.principal else NAO,
        }
        for fone in (pedido.fones if pedido.cliente_id is None else ())
    ]
