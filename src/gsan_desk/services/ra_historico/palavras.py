"""Second statement of the time line: the names of all that its rows point to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Integer, String, bindparam, cast, column, func, select
from sqlalchemy.dialects.postgresql import JSON
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import SIM
from gsan_desk.domain.dominios import Dominios
from gsan_desk.domain.fusao_ra import QUEM
from gsan_desk.domain.registro_atendimento import DadosGerais, Endereco, Local, Solicitante
from gsan_desk.domain.textos_conflito import Nomes, da_pessoa
from gsan_desk.models import atendimentopublico as ap
from gsan_desk.models.seguranca import Usuario
from gsan_desk.services import nomes
from gsan_desk.services.linhas_json import Consulta, linhas, texto
from gsan_desk.services.pesquisas.endereco import texto_do_endereco
from gsan_desk.services.ra_historico.trilha import Linha, Trilha
from gsan_desk.services.ra_historico.trilha import ler as ler_linha

PARTES_DO_ENDERECO = (
    "logradouro_bairro_id",
    "logradouro_cep_id",
    "numero_imovel",
    "complemento_endereco",
    "perimetro_inicial_id",
    "perimetro_final_id",
)
_ATRIBUTOS = {
    "setores": "setor_comercial_id",
    "quadras": "quadra_id",
    "areas": "bairro_area_id",
    "clientes": "cliente_id",
    "funcionarios": "funcionario_id",
    "contas": "conta_id",
}
_USUARIOS = ("usuario_id", "usuario_registro_id", "usuario_responsavel_id")
_MAIS: dict[str, tuple[Any, Any]] = {
    "usuarios": (Usuario, Usuario.nome),
    "motivos_reativacao": (ap.RaMotivoReativacao, ap.RaMotivoReativacao.descricao),
    "motivos_nao_cobranca": (ap.ServicoNaoCobrancaMotivo, ap.ServicoNaoCobrancaMotivo.descricao),
}
_MODELOS_DAS_LISTAS = {
    "unidades": ap.RegistroAtendimentoUnidade,
    "solicitantes": ap.RegistroAtendimentoSolicitante,
    "tramites": ap.Tramite,
    "reiteracoes": ap.RAReiteracao,
    "unidades_das_ordens": ap.OrdemServicoUnidade,
}


@dataclass(frozen=True, slots=True)
class Palavras:
    """What turns rows into people's words."""

    dominios: Dominios
    nomes: Nomes
    enderecos: dict[tuple[Any, ...], str]
    usuarios: dict[int, str]
    motivos_reativacao: dict[int, str]
    motivos_nao_cobranca: dict[int, str]

    def unidade(self, id_: int | None) -> str:
        """Name a unit."""
        unidade = self.dominios.unidades.get(id_ or 0)
        return unidade.descricao if unidade is not None else _numero(id_)

    def usuario(self, id_: int | None) -> str:
        """Name a user."""
        return self.usuarios.get(id_ or 0, _numero(id_))

    def servico(self, id_: int | None) -> str:
        """Name a kind of service."""
        servico = self.dominios.servicos.get(id_ or 0)
        return servico.descricao if servico is not None else _numero(id_)

    def especificacao(self, id_: int | None) -> str:
        """Name an especificação after its tipo."""
        especificacao = self.dominios.especificacoes.get(id_ or 0)
        if especificacao is None:
            return _numero(id_)
        tipo = self.dominios.tipos.get(especificacao.tipo_id)
        return " / ".join(item.descricao for item in (tipo, especificacao) if item is not None)

    def pessoa(self, linha: Linha) -> str:
        """Name who asked, in a row of a solicitante or of a reiteração."""
        partes = tuple(linha.get(atributo) for atributo in QUEM[0].atributos)
        return da_pessoa("quem", (*partes[:3], partes[3] or ""), self.dominios, self.nomes)

    def endereco(self, linha: Linha) -> Endereco | None:
        """Build the address of a row."""
        if linha["logradouro_bairro_id"] is None:
            return None
        partes = chave_do_endereco(linha)
        return Endereco(
            logradouro_bairro_id=partes[0],
            logradouro_cep_id=partes[1],
            numero=partes[2],
            complemento=partes[3],
            perimetro_inicial_id=partes[4],
            perimetro_final_id=partes[5],
            texto=self.enderecos.get(partes, ""),
        )

    def gerais(self, linha: Linha) -> DadosGerais:
        """Build the first tab of a row of the RA."""
        especificacao = self.dominios.especificacoes.get(linha["especificacao_id"] or 0)
        quando, inicio, fim = linha["data_atendimento"], linha["data_inicio_espera"], linha["data_fim_espera"]
        return DadosGerais(
            data=quando.date() if quando else None,
            hora=quando.time() if quando else None,
            espera_inicial=inicio.time() if inicio else None,
            espera_final=fim.time() if fim else None,
            meio_id=linha["meio_solicitacao_id"],
            tipo_id=especificacao.tipo_id if especificacao else None,
            especificacao_id=linha["especificacao_id"],
            observacao=linha["observacao"] or "",
        )

    def local(self, linha: Linha) -> Local:
        """Build the second tab of a row of the RA, leftovers included."""
        return Local(
            imovel_id=linha["imovel_id"],
            endereco=self.endereco(linha),
            ponto_referencia=linha["ponto_referencia"] or "",
            coordenada_norte=linha["coordenada_norte"],
            coordenada_leste=linha["coordenada_leste"],
            bairro_area_id=linha["bairro_area_id"],
            localidade_id=linha["localidade_id"],
            setor_comercial_id=linha["setor_comercial_id"],
            quadra_id=linha["quadra_id"],
            divisao_esgoto_id=linha["divisao_esgoto_id"],
            local_ocorrencia_id=linha["local_ocorrencia_id"],
            pavimento_rua_id=linha["pavimento_rua_id"],
            pavimento_calcada_id=linha["pavimento_calcada_id"],
            diametro=linha["diametro"],
            descricao=linha["descricao_local_ocorrencia"] or "",
        )

    def solicitante(self, linha: Linha) -> Solicitante:
        """Build who asks from a row of the RA's solicitantes, phones apart."""
        return Solicitante(
            cliente_id=linha["cliente_id"],
            unidade_id=linha["unidade_id"],
            funcionario_id=linha["funcionario_id"],
            nome=linha["nome"] or "",
            enviar_email=linha["indicador_envio_email_pesquisa"] == SIM,
            email=linha["endereco_email"] or "",
            endereco=self.endereco(linha),
            ponto_referencia=linha["ponto_referencia"] or "",
        )


def chave_do_endereco(linha: Linha) -> tuple[Any, ...]:
    """Give the parts of an address, which tell it from others."""
    bairro, cep, numero, complemento, inicial, final = (linha[parte] for parte in PARTES_DO_ENDERECO)
    return (bairro, cep, numero or "", complemento or "", inicial, final)


def ler(session: Session, dominios: Dominios, fatos: Any, trilha: Trilha) -> Palavras:
    """Look up every id of the rows and of the audit; one statement."""
    todas = [*_das_listas(fatos), *(linha for r in trilha.registros for linha in (r.antes, r.depois) if linha)]
    enderecos = list(dict.fromkeys(_enderecos(todas)))
    parametros: dict[str, Any] = {nome: _ids(todas, atributo) for nome, atributo in _ATRIBUTOS.items()}
    usuarios = {id_ for atributo in _USUARIOS for id_ in _ids(todas, atributo)}
    parametros["usuarios"] = sorted(usuarios | {d["usuario_id"] for d in fatos.ligados if d["usuario_id"]})
    parametros["motivos_reativacao"] = _ids(todas, "motivo_reativacao_id")
    parametros["motivos_nao_cobranca"] = _ids(todas, "motivo_nao_cobranca_id")
    nomes_das_partes = ("bairro", "cep", "numero", "complemento", "inicial", "final")
    parametros["enderecos"] = [
        {"chave": chave, **dict(zip(nomes_das_partes, partes, strict=True))} for chave, partes in enumerate(enderecos)
    ]
    linha = session.execute(_consulta(), parametros).one()._mapping
    mais = {nome: {d["id"]: d["nome"] for d in linha[nome]} for nome in _MAIS}
    textos = {enderecos[d["chave"]]: d["texto"] for d in linha["enderecos"]}
    return Palavras(dominios, Nomes(**nomes.montar(linha), solicitantes={}), textos, **mais)


def _das_listas(fatos: Any) -> Iterator[Linha]:
    for lista, modelo in _MODELOS_DAS_LISTAS.items():
        for dados in getattr(fatos, lista):
            yield ler_linha(modelo, dados)
    yield from ({"usuario_id": dados["usur_id"]} for dados in fatos.mensagens)
    yield ler_linha(ap.RegistroAtendimento, fatos.linha_do_ra)


def _ids(todas: Iterable[Linha], atributo: str) -> list[int]:
    return sorted({linha[atributo] for linha in todas if linha.get(atributo) is not None})


def _enderecos(todas: Iterable[Linha]) -> Iterator[tuple[Any, ...]]:
    for linha in todas:
        if linha.get("logradouro_bairro_id") is not None and "indicador_endereco_correspondencia" not in linha:
            yield chave_do_endereco(linha)


@cache
def _consulta() -> Consulta:
    mais = (
        linhas(
            select(modelo.id.label("id"), texto(coluna).label("nome")).where(
                modelo.id.in_(bindparam(nome, expanding=True))
            )
        ).label(nome)
        for nome, (modelo, coluna) in _MAIS.items()
    )
    return select(*nomes.listas(), *mais, linhas(_textos_dos_enderecos()).label("enderecos"))


def _textos_dos_enderecos() -> Consulta:
    """Compose each address of the list ``enderecos``."""
    partes = (
        func.json_to_recordset(cast(bindparam("enderecos", type_=JSON), JSON))
        .table_valued(
            column("chave", Integer),
            column("bairro", Integer),
            column("cep", Integer),
            column("numero", String),
            column("complemento", String),
            column("inicial", Integer),
            column("final", Integer),
        )
        .render_derived("partes", with_types=True)
    ).c
    composto = texto_do_endereco(
        partes.bairro, partes.cep, partes.numero, partes.complemento, (partes.inicial, partes.final)
    )
    return select(partes.chave.label("chave"), texto(composto).label("texto"))


def _numero(id_: int | None) -> str:
    return str(id_) if id_ is not None else ""
