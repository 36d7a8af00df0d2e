package io.rmahub.rma;

/** SQL about the task of a case, which stands in its row or in {@code case_task}. */
final class CaseTasks {

    /** Of the case {@code c}, as an object to be merged into its row. */
    static final String OF_CASE = """
            jsonb_build_object('task_id',
                coalesce(c.task_id, (select t.task_id from case_task t where t.case_id = c.id)))""";

    /** The ids of the cases with a task; parameters: organisation, task, and both once more. */
    static final String CASES_WITH = """
            select k.id from rma_case k where k.org_id = ? and k.task_id = ?
            union all select k.id from case_task t join rma_case k on k.id = t.case_id and k.task_id is null
            where t.org_id = ? and t.task_id = ?""";

    private CaseTasks() {
    }
}
