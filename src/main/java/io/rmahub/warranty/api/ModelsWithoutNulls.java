package io.rmahub.warranty.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rmahub.warranty.model.CellWarranty;
import io.rmahub.warranty.model.Explanation;
import io.rmahub.warranty.model.ExtensionTerms;
import io.rmahub.warranty.model.Term;
import io.rmahub.warranty.model.VoidGround;
import io.rmahub.warranty.model.WarrantyPolicy;
import org.springframework.boot.jackson.JsonMixin;

/** Records of the rules know nothing of JSON; as in every answer, what is null is left out. */
@JsonMixin({Explanation.class, Explanation.Input.class, Explanation.Considered.class, Explanation.Check.class,
    WarrantyPolicy.class, Term.class, Term.TermEnd.class, CellWarranty.class, CellWarranty.CloudCondition.class,
    ExtensionTerms.class, ExtensionTerms.Window.class, ExtensionTerms.Offer.class, VoidGround.class})
@JsonInclude(JsonInclude.Include.NON_NULL)
abstract class ModelsWithoutNulls {
}
