"""What the tests of Atualizar RA share: a command that changes nothing, to vary; rows as the driver gives them."""

from dataclasses import replace
from typing import Any

from gsan_desk.database.banco import Banco
from gsan_desk.domain.atualizacao import AnexosAlterados, AtualizarRA, RAAtualizado, SolicitanteRA
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.registro_atendimento import Anexo, Solicitante
from gsan_desk.services.ra_atualizar import abrir, atualizar
from gsan_desk.services.ra_duplicidade import AvisosPendentes
from tests.services.apoio_ra import CELULAR, ENDERECO, FIXO

RA = "atendimentopublico.registro_atendimento"
SOLICITANTE = "atendimentopublico.ra_solicitante"
FONE = "atendimentopublico.solicitante_fone"
Linha = dict[str, Any]


def pegar(banco: Banco, contexto: Contexto, numero: int) -> AtualizarRA:
    """Open the RA and give the command of somebody who touched nothing."""
    aberto = banco.executar(abrir, contexto, numero)
    estado = aberto.estado
    return AtualizarRA(numero, estado, estado.dados_gerais, aberto.local, estado.solicitantes)


def com_gerais(comando: AtualizarRA, **campos: Any) -> AtualizarRA:
    return replace(comando, dados_gerais=replace(comando.dados_gerais, **campos))


def com_local(comando: AtualizarRA, **campos: Any) -> AtualizarRA:
    return replace(comando, local=replace(comando.local, **campos))


def com_pessoa(comando: AtualizarRA, indice: int = 0, **campos: Any) -> AtualizarRA:
    """Change who asks in one row of the grid."""
    linhas = list(comando.solicitantes)
    linhas[indice] = replace(linhas[indice], solicitante=replace(linhas[indice].solicitante, **campos))
    return replace(comando, solicitantes=tuple(linhas))


def gravar(banco: Banco, contexto: Contexto, comando: AtualizarRA) -> RAAtualizado:
    """Conclude, answering Continuar to the warnings."""
    try:
        return banco.executar(atualizar, contexto, comando)
    except AvisosPendentes as parada:
        aceitos = comando.avisos_aceitos | {aviso.chave for aviso in parada.avisos}
        return banco.executar(atualizar, contexto, replace(comando, avisos_aceitos=aceitos))


def recusas(banco: Banco, contexto: Contexto, comando: AtualizarRA) -> list[str]:
    """Codes of what is refused; empty when nothing is."""
    try:
        gravar(banco, contexto, comando)
    except RegraViolada as erro:
        return [v.codigo for v in erro.violacoes]
    return []


def linha(base: Any, tabela: str, chave: str, valor: int) -> Linha:
    """Read one row."""
    achada = base.execute(f"SELECT * FROM {tabela} WHERE {chave} = %s", (valor,)).fetchone()
    assert achada is not None
    return dict(achada)


def do_ra(base: Any, numero: int) -> Linha:
    """Read the row of the RA."""
    return linha(base, RA, "rgat_id", numero)


def linhas(base: Any, tabela: str, numero: int, ordem: str = "1") -> list[Linha]:
    """Read the rows that hang on the RA."""
    return list(base.execute(f"SELECT * FROM {tabela} WHERE rgat_id = %s ORDER BY {ordem}", (numero,)).fetchall())


def diferencas(antes: Linha, depois: Linha) -> set[str]:
    """Names of the columns that changed, the stamp aside."""
    return {nome for nome in antes if antes[nome] != depois[nome] and not nome.endswith("_tmultimaalteracao")}


def mudar(base: Any, comando: str, *valores: object) -> None:
    """Write behind everybody's back."""
    base.execute(comando, valores)


JOANA = SolicitanteRA(None, "20261000200001", Solicitante(nome="JOANA LIMA", endereco=ENDERECO, fones=(CELULAR, FIXO)))


def com_solicitante(comando: Any, *novos: SolicitanteRA) -> Any:
    return replace(comando, solicitantes=(*comando.solicitantes, *novos))


def com_anexos(comando: Any, *novos: Anexo, **resto: Any) -> Any:
    return replace(comando, anexos=AnexosAlterados(novos=novos, **resto))
