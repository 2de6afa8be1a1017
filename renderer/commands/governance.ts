// Owners, departures and campaigns, in the order of the palette.
import { campaignClose } from './campaign-close.ts';
import { campaignDecide } from './campaign-decide.ts';
import { campaignDecideWithNote } from './campaign-decide-with-note.ts';
import { campaignKeep } from './campaign-keep.ts';
import { campaignNew } from './campaign-new.ts';
import { campaignPlan } from './campaign-plan.ts';
import { campaignPostpone } from './campaign-postpone.ts';
import { campaignReassign } from './campaign-reassign.ts';
import { campaignRemind } from './campaign-remind.ts';
import { campaignReopen } from './campaign-reopen.ts';
import { campaignRevoke } from './campaign-revoke.ts';
import { campaignShow } from './campaign-show.ts';
import { campaignShrink } from './campaign-shrink.ts';
import { campaignStart } from './campaign-start.ts';
import { departureMark } from './departure-mark.ts';
import { identityOffboard } from './identity-offboard.ts';
import { incidentAdd } from './incident-add.ts';
import { incidentRemove } from './incident-remove.ts';
import { incidentRevoke } from './incident-revoke.ts';
import { incidentShow } from './incident-show.ts';
import { ownerAccept } from './owner-accept.ts';
import { ownerAssign } from './owner-assign.ts';
import { ownerForget } from './owner-forget.ts';
import { ownerName } from './owner-name.ts';
import { ownerShowQueue } from './owner-show-queue.ts';

export const governance = [
  ownerShowQueue,
  ownerAssign,
  ownerForget,
  ownerAccept,
  ownerName,
  identityOffboard,
  departureMark,
  incidentShow,
  incidentAdd,
  incidentRemove,
  incidentRevoke,
  campaignShow,
  campaignNew,
  campaignStart,
  campaignDecide,
  campaignKeep,
  campaignShrink,
  campaignRevoke,
  campaignDecideWithNote,
  campaignReassign,
  campaignPostpone,
  campaignClose,
  campaignReopen,
  campaignRemind,
  campaignPlan,
] as const;
