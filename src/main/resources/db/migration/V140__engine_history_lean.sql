-- The engine's history is read here by one process instance at a time (PictureOfCase). These indexes serve reports of the
-- engine, several tenants, and clean-up by removal time, none of which there is. Without END_TIME_ in an index, the end
-- of an activity is written in place.
drop index act_idx_hi_act_inst_start_end;
drop index act_idx_hi_act_inst_end;
drop index act_idx_hi_act_inst_comp;
drop index act_idx_hi_act_inst_stats;
drop index act_idx_hi_act_inst_tenant_id;
drop index act_idx_hi_act_inst_proc_def_key;
drop index act_idx_hi_ai_pdefid_end_time;
drop index act_idx_hi_act_inst_rm_time;
drop index act_idx_hi_task_inst_tenant_id;
drop index act_idx_hi_task_inst_proc_def_key;
drop index act_idx_hi_task_inst_rm_time;
drop index act_idx_hi_task_inst_start;
drop index act_idx_hi_task_inst_end;
drop index act_idx_hi_pro_inst_tenant_id;
drop index act_idx_hi_pro_inst_rm_time;
drop index act_idx_hi_pro_rst_pro_inst_id;
