import { findingFix } from './finding-fix.ts';
import { findingsExport } from './findings-export.ts';
import { findingsExportCsv } from './findings-export-csv.ts';
import { findingsExportJson } from './findings-export-json.ts';
import { findingsExportSarif } from './findings-export-sarif.ts';
import { findingsFoldAll } from './findings-fold-all.ts';
import { findingsGroup } from './findings-group.ts';
import { findingsUnfoldAll } from './findings-unfold-all.ts';
import { packsChoose } from './packs-choose.ts';
import { reachCancelRanking } from './reach-cancel-ranking.ts';
import { reachPutBack } from './reach-put-back.ts';
import { reachRank } from './reach-rank.ts';
import { reachShow } from './reach-show.ts';
import { reachTakeAway } from './reach-take-away.ts';
import { riskAccept } from './risk-accept.ts';
import { riskShow } from './risk-show.ts';
import { riskWithdraw } from './risk-withdraw.ts';
import { rulesShow } from './rules-show.ts';
import { whatIfReset } from './what-if-reset.ts';
import { whatIfSuppose } from './what-if-suppose.ts';

export const posture = [
  whatIfSuppose,
  whatIfReset,
  reachShow,
  reachRank,
  reachCancelRanking,
  reachTakeAway,
  reachPutBack,
  findingFix,
  findingsExport,
  findingsExportSarif,
  findingsExportCsv,
  findingsExportJson,
  findingsGroup,
  findingsFoldAll,
  findingsUnfoldAll,
  rulesShow,
  packsChoose,
  riskAccept,
  riskWithdraw,
  riskShow,
] as const;
