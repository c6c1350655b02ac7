"""What rules say of figures, in one package: outcomes, operands and implied figures."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from flows.confront import RunRequest, confront_package
from flows.figure_files import load_package
from schemas.quality_log import Findings

FILES = {
    "parks.csv": "park,currency\nP,CNY\nQ Park (1),CNY\n",
    "indicators.csv": (
        "indicator,unit,kind\nincome,CNY,flow\ncost,CNY,flow\nprofit,CNY,flow\n"
        "exports,CNY,flow\nemployees,count,stock\nstaff,count,stock\nintensity,percent,flow\n"
    ),
    "segments.csv": "segment\ngoods\nservices\nsite/ic\nall/ic\nsite/pc\nall/pc\n",
    "sources.csv": "source_id,published_on\nS,2017-01-10\nT,2017-06-01\n",
    "figures/a.csv": (
        "figure_id,source_id,park,indicator,segment,measure,of,period,status,printed\n"
        "income,S,P,income,,level,,2016,actual,420 billion yuan\n"
        "income-T,T,P,income,,level,,2016,actual,421 billion yuan\n"
        "income-usd,S,P,income,,level,,2016,actual,$60.5 billion\n"
        "income-2015,S,P,income,,level,,2015,actual,400 billion yuan\n"
        "income-ytd,S,P,income,,level,,2016-01/2016-10,actual,349 billion yuan\n"
        "income-2020,S,P,income,,level,,2020,target,500 billion yuan\n"
        "goods,S,P,income,goods,level,,2016,actual,120 billion yuan\n"
        "goods-share,S,P,income,goods,share,,2016,actual,28.6%\n"
        "services,S,P,income,services,level,,2016,actual,300 billion yuan\n"
        "cost,S,P,cost,,level,,2016,actual,400 billion yuan\n"
        "profit,S,P,profit,,level,,2016,actual,21 billion yuan\n"
        "exports-usd,S,P,exports,,level,,2016,actual,$10.2 billion\n"
        "employees,S,P,employees,,level,,2016-12,actual,\"120,312\"\n"
        "employees-T,T,P,employees,,level,,2016-12-31,actual,\"120,318\"\n"
        "staff,S,P,staff,,level,,2016-11,actual,\"120,300\"\n"
        "site-ic,S,P,income,site/ic,level,,2016,actual,11 billion yuan\n"
        "all-ic,S,P,income,all/ic,level,,2016,actual,12 billion yuan\n"
        "site-pc,S,P,income,site/pc,level,,2016,actual,16 billion yuan\n"
        "all-pc,S,P,income,all/pc,level,,2016,actual,15 billion yuan\n"
        "q-income,S,Q Park (1),income,,level,,2016,actual,380 billion yuan\n"
        "q-cost,S,Q Park (1),cost,,level,,2016,actual,369 billion yuan\n"
    ),
}
# Each rule as it stands in rules.yml, and the outcome of each of its relations by figure_ids.
RULES: dict[str, tuple[str, dict[str, str]]] = {
    "plausible": (
        "{rule: income / employees in 3_486_000 .. 3_495_000, at_most: warn, says: All well.}",
        {
            "employees income": "pass",
            "employees-T income-T": "warn",
            "income-2015": "unknown",
            "income-ytd": "unknown",
            "q-income": "unknown",
            "income-2020": "unknown",
        },
    ),
    "what-remains": (
        "{rule: income - cost == profit}",
        {
            "cost income profit": "pass",
            "cost income-T profit": "pass",
            "income-usd": "absent",
            "q-cost q-income": "unknown",
            "income-2015": "unknown",
            "income-ytd": "unknown",
            "income-2020": "unknown",
        },
    ),
    "wider-readings": ("{rule: cost <= 399 billion}".replace(" billion", "_000_000_000"), {}),
    "year-on-year": ("{rule: goods <= 1}", {}),
}
