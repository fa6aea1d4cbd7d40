"""Rights over the tables that decide how an RA behaves."""

from collections.abc import Iterator

from tests.database.direitos.declaracao import CHEFIA, NINGUEM, Direito, direito
from tests.support.cenario import IDS

AP = "atendimentopublico"
_COM_SEQUENCIA = {
    "solicitacao_tipo": ("sotp_id", "sotp_icuso = 2", "manter_tipo_solicitacao"),
    "solicitacao_tipo_espec": ("step_id", "step_nndiaprazo = 1", "manter_tipo_solicitacao"),
    "espec_imovel_situacao": ("esim_id", "esim_dsespecimvsit = 'X'", "manter_situacao_imovel"),
    "espec_imovel_sit_crit": ("eisc_id", "eisc_tmultimaalteracao = localtimestamp", "manter_situacao_imovel"),
    "ocorrencia_operacional": ("ocop_id", "ocop_dsobservacao = 'X'", "manter_ocorrencia_operacional"),
    "ocorrencia_operac_motivo": ("oomt_id", "oomt_icuso = 2", "manter_motivo_ocorrencia"),
}
_INSERIR = {
    "solicitacao_tipo": "inserir_tipo_solicitacao",
    "espec_imovel_situacao": "inserir_situacao_imovel",
    "ocorrencia_operacional": "inserir_ocorrencia_operacional",
    "ocorrencia_operac_motivo": "inserir_motivo_ocorrencia",
}
_COPIA_DE_TESTE = {"solicitacao_tipo": f"sotp_id = {IDS.tipo_comum}"}


def _copia(tabela: str, chave: str) -> str:
    onde = _COPIA_DE_TESTE.get(tabela, "true")
    return (
        f"INSERT INTO {AP}.{tabela} SELECT n.* FROM (SELECT * FROM {AP}.{tabela} WHERE {onde} ORDER BY {chave} LIMIT 1)"
        f" o, LATERAL jsonb_populate_record(NULL::{AP}.{tabela}, to_jsonb(o) || jsonb_build_object('{chave}',"
        f" nextval('{AP}.seq_{tabela}'))) n"
    )


def _com_sequencia() -> Iterator[Direito]:
    for tabela, (chave, mudanca, funcao) in _COM_SEQUENCIA.items():
        copia, atual = _copia(tabela, chave), f"{chave} = currval('{AP}.seq_{tabela}')"
        yield direito(_INSERIR.get(tabela, funcao), f"incluir em {tabela}", CHEFIA, copia)
        yield direito(funcao, f"alterar {tabela}", CHEFIA, copia, f"UPDATE {AP}.{tabela} SET {mudanca} WHERE {atual}")
        yield direito(funcao, f"remover de {tabela}", CHEFIA, copia, f"DELETE FROM {AP}.{tabela} WHERE {atual}")
        yield direito(
            funcao, f"trocar a chave de {tabela}", NINGUEM, f"UPDATE {AP}.{tabela} SET {chave} = {chave} + 100000"
        )


_SERVICO = (
    f"INSERT INTO {AP}.espec_servico_tipo (step_id, svtp_id) VALUES ({IDS.espec_simples}, {IDS.servico_vazamento})"
)
_DOCUMENTO = f"INSERT INTO {AP}.sol_espec_doc_obrig_meio (step_id, meso_id) VALUES ({IDS.espec_simples}, 1)"
_POP = (
    f"INSERT INTO {AP}.sol_tipo_espec_arqui_pop (stea_id, step_id, stea_nmarquivopop, stea_arquivopop)"
    f" VALUES (nextval('{AP}.seq_sol_tipo_espec_arqui_pop'), {IDS.espec_simples}, 'a.pdf', '\\x00')"
)
_LIGADAS = (
    ("manter_tipo_solicitacao", "espec_servico_tipo", _SERVICO, "epsv_nnordemexecucao = 1"),
    ("obrigatoriedade_documento", "sol_espec_doc_obrig_meio", _DOCUMENTO, "sedm_tmultimaalteracao = localtimestamp"),
    ("manter_tipo_solicitacao", "sol_tipo_espec_arqui_pop", _POP, ""),
)


def _ligadas() -> Iterator[Direito]:
    for funcao, tabela, inclusao, mudanca in _LIGADAS:
        desta = f"step_id = {IDS.espec_simples}"
        yield direito(funcao, f"incluir em {tabela}", CHEFIA, inclusao)
        yield direito(funcao, f"remover de {tabela}", CHEFIA, inclusao, f"DELETE FROM {AP}.{tabela} WHERE {desta}")
        if mudanca:
            alteracao = f"UPDATE {AP}.{tabela} SET {mudanca} WHERE {desta}"
            yield direito(funcao, f"alterar {tabela}", CHEFIA, inclusao, alteracao)


DIREITOS: tuple[Direito, ...] = (
    *_com_sequencia(),
    *_ligadas(),
    direito(
        "manter_tipo_solicitacao",
        "mudar Uso do Sistema de um tipo",
        NINGUEM,
        f"UPDATE {AP}.solicitacao_tipo SET sotp_icusosistema = 1 WHERE sotp_id = {IDS.tipo_comum}",
        se="só com a permissão especial 62",
    ),
    direito(
        "manter_tipo_solicitacao", "registrar a operação", CHEFIA, "SELECT gsan_desk.registrar_configuracao(664, 1)"
    ),
)
