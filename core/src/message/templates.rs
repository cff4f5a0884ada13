//! What each code says: the table of templates, English and French side by side.
//!
//! One row a code, in the order of `Rejection::codes` and then `StorageError::CODES`; `tidy` asks for a row that is
//! missing. A placeholder such as `{max}` is a figure of that rejection, and `{win.0}` a part of one. The English is what
//! `Display` says, word for word; a test compares the two. The French has typographic apostrophes, and no-break spaces
//! inside guillemets and before `:` and `;`. Not here: the words that stand for figures (`words`).

use super::Template;

macro_rules! templates {
    ($($code:literal: $english:literal, $french:literal;)*) => {
        pub(super) static TEMPLATES: &[Template] =
            &[$(Template { code: $code, english: $english, french: $french }),*];
    };
}

templates! {
    // The command itself
    "command_too_old":
        "the id {id} was made before {oldest}, and answers are kept no longer; make a fresh id at the book's time",
        "l’identifiant {id} a été créé avant le {oldest} et les réponses ne sont pas conservées plus longtemps ; créez un nouvel identifiant à l’heure du livre de paris";
    "idempotency_conflict":
        "command id {id} was already used for another request",
        "l’identifiant de commande {id} a déjà servi à une autre demande";
    "command_expired":
        "the command expired at {expires_at}, and it is {at}",
        "la commande a expiré le {expires_at} et nous sommes le {at}";
    "clock_went_back":
        "the command's time {at} lies before {last}, the time of an earlier one, by more than the house rules tolerate",
        "l’heure de la commande, {at}, précède celle d’une commande antérieure, {last}, de plus que le règlement ne le tolère";
    "reason_too_long":
        "the reason has {length} characters, {max} at most are kept",
        "le motif compte {length} caractères, {max} au plus sont conservés";

    // Who asks
    "sign_in_required":
        "this is not for visitors",
        "cette action n’est pas ouverte aux visiteurs";
    "unknown_actor":
        "there is no user {user}",
        "l’utilisateur {user} n’existe pas";
    "wrong_role":
        "the command \"{command}\" is not for the role {role}",
        "la commande « {command} » n’est pas ouverte au rôle « {role} »";
    "system_only":
        "the command \"{command}\" is only for the host itself",
        "la commande « {command} » est réservée au programme hôte";
    "user_only":
        "the command \"{command}\" is only for users",
        "la commande « {command} » est réservée aux utilisateurs";
    "actor_not_active":
        "user {user} is {status} and may not act",
        "l’utilisateur {user} ne peut pas agir : son compte est {status}";
    "not_yours":
        "this belongs to another user than {user}",
        "cela appartient à un autre utilisateur que {user}";
    "reason_required":
        "the command \"{command}\" takes a reason",
        "la commande « {command} » exige un motif";

    // People
    "admin_exists":
        "the book has an admin already",
        "il y a déjà un administrateur";
    "unknown_user":
        "there is no user {user}",
        "l’utilisateur {user} n’existe pas";
    "email_taken":
        "another user has this e-mail address",
        "un autre utilisateur a déjà cette adresse e-mail";
    "person_erased":
        "the personal data of user {user} is erased",
        "les données personnelles de l’utilisateur {user} sont effacées";
    "role_unchanged":
        "user {user} has the role {role} already",
        "l’utilisateur {user} a déjà le rôle « {role} »";
    "last_admin":
        "user {user} is the last admin",
        "l’utilisateur {user} est le dernier administrateur";
    "status_unchanged":
        "user {user} is {status} already",
        "le compte de l’utilisateur {user} est déjà {status}";
    "account_closed":
        "the account of user {user} is closed",
        "le compte de l’utilisateur {user} est fermé";
    "exclusion_stands":
        "user {user} is shut out until {until} by a wish of his own, and then comes back only by asking",
        "l’utilisateur {user} s’est exclu lui-même jusqu’au {until} et ne reviendra ensuite qu’en le demandant";
    "exclusion_too_short":
        "an exclusion until {until} must last beyond {earliest}",
        "une exclusion jusqu’au {until} doit aller au-delà du {earliest}";
    "not_excluded":
        "user {user} is not shut out by a wish of his own",
        "l’utilisateur {user} ne s’est pas exclu lui-même";
    "reopening_pending":
        "the account of user {user} opens again at {opens_at}",
        "le compte de l’utilisateur {user} rouvre le {opens_at}";
    "balance_left":
        "user {user} still has {balance}",
        "il reste {balance} à l’utilisateur {user}";
    "open_bets":
        "user {user} has {count} open bets",
        "l’utilisateur {user} a encore des paris ouverts ({count})";

    // Catalogue
    "unknown_competition":
        "there is no competition {competition}",
        "la compétition {competition} n’existe pas";
    "unknown_participant":
        "there is no participant {participant}",
        "le participant {participant} n’existe pas";
    "unknown_fixture":
        "there is no fixture {fixture}",
        "la rencontre {fixture} n’existe pas";
    "unknown_market":
        "there is no market {market}",
        "le marché {market} n’existe pas";
    "unknown_selection":
        "there is no selection {selection}",
        "la sélection {selection} n’existe pas";
    "slug_taken":
        "another competition has the slug \"{slug}\"",
        "une autre compétition a déjà le nom court « {slug} »";
    "name_taken":
        "another participant has the name \"{name}\"",
        "un autre participant porte déjà le nom « {name} »";
    "external_id_taken":
        "the id \"{id}\" of {provider} is already mapped",
        "l’identifiant « {id} » du fournisseur « {provider} » est déjà attribué";
    "retired":
        "\"{name}\" is retired",
        "« {name} » n’est plus en service";
    "has_fixtures":
        "\"{name}\" has {fixtures} fixtures and can't be deleted",
        "impossible de supprimer « {name} » : des rencontres en dépendent ({fixtures})";
    "bad_entrants":
        "{count} entrants are neither home and away nor 2 to {max} runners",
        "il faut un camp à domicile et un à l’extérieur, ou 2 à {max} partants (engagés : {count})";
    "same_participant":
        "participant {participant} can't play against itself",
        "le participant {participant} ne peut pas jouer contre lui-même";
    "start_in_past":
        "the start {start} is not after {at}",
        "le coup d’envoi, {start}, n’est pas postérieur au {at}";
    "start_unchanged":
        "the start is {start} already",
        "le coup d’envoi est déjà fixé au {start}";
    "moved_too_often":
        "fixture {fixture} has {max} announced starts, the most that are kept",
        "la rencontre {fixture} a eu {max} dates annoncées, le maximum conservé";
    "wrong_fixture_status":
        "fixture {fixture} is {status}",
        "la rencontre {fixture} est {status}";
    "fixture_has_bets":
        "fixture {fixture} has had {bets} bets and can't be deleted",
        "la rencontre {fixture} a reçu des paris ({bets}) et ne peut pas être supprimée";
    "too_many_markets":
        "fixture {fixture} has {max} markets, the most that it may have",
        "la rencontre {fixture} a {max} marchés, le maximum autorisé";
    "bad_selections":
        "the selections do not make a market of the kind {kind}: {detail}",
        "les sélections ne forment pas un marché « {kind} » : {detail}";
    "too_many_selections":
        "{count} selections are more than the {max} allowed",
        "trop de sélections : {count} au lieu de {max} au plus";
    "nothing_given":
        "the list is empty",
        "la liste est vide";
    "selection_elsewhere":
        "selection {selection} does not belong to market {market}",
        "la sélection {selection} n’appartient pas au marché {market}";
    "selection_twice":
        "selection {selection} is named twice",
        "la sélection {selection} est citée deux fois";
    "wrong_market_status":
        "market {market} is {status}",
        "le marché {market} est {status}";

    // Results
    "fixture_not_started":
        "fixture {fixture} starts at {start}, and it is {at}",
        "la rencontre {fixture} commence le {start} et nous sommes le {at}";
    "result_exists":
        "fixture {fixture} has its result; correct it instead",
        "la rencontre {fixture} a déjà son résultat ; corrigez-le plutôt";
    "market_result_exists":
        "market {market} has its result; correct it instead",
        "le marché {market} a déjà son résultat ; corrigez-le plutôt";
    "no_result":
        "market {market} has no result to correct",
        "le marché {market} n’a pas de résultat à corriger";
    "no_score":
        "fixture {fixture} has no final score",
        "la rencontre {fixture} n’a pas de score final";
    "result_unchanged":
        "the correction is what stands already",
        "la correction est identique à ce qui est déjà enregistré";
    "no_score_in_race":
        "fixture {fixture} is a race and has no score",
        "la rencontre {fixture} est une course et n’a pas de score";
    "graded_by_score":
        "market {market} is graded by the fixture's score",
        "le marché {market} est réglé d’après le score de la rencontre";
    "graded_by_outcomes":
        "market {market} is graded by explicit outcomes",
        "le marché {market} est réglé d’après des résultats saisis explicitement";
    "results_missing":
        "market {market} needs a result for each of its {needed} selections, {given} were given",
        "le marché {market} exige un résultat pour chacune de ses {needed} sélections (reçus : {given})";
    "half_time_missing":
        "market {market} is about a half, and the score has no half time",
        "le marché {market} porte sur une mi-temps et le score ne dit pas où on en était à la mi-temps";
    "no_positions_in_match":
        "fixture {fixture} is a match and has no finishing positions",
        "la rencontre {fixture} est un match et n’a pas d’ordre d’arrivée";
    "graded_by_positions":
        "market {market} is graded by the finishing positions",
        "le marché {market} est réglé par l’ordre d’arrivée";
    "no_positions":
        "fixture {fixture} has no finishing positions",
        "la rencontre {fixture} n’a pas d’ordre d’arrivée";
    "not_entered":
        "participant {participant} does not take part in fixture {fixture}",
        "le participant {participant} ne prend pas part à la rencontre {fixture}";
    "positions_missing":
        "fixture {fixture} has {needed} runners, and what became of {given} was given",
        "la rencontre {fixture} compte {needed} partants et le sort de {given} a été donné";
    "position_skipped":
        "position {position} was given where {expected} is next",
        "la place {position} a été donnée alors que la prochaine est {expected}";
    "nobody_finished":
        "nobody has finished fixture {fixture}; void its markets instead",
        "personne n’a terminé la rencontre {fixture} ; annulez plutôt ses marchés";
    "runner_withdrawn":
        "participant {participant} was withdrawn from fixture {fixture}",
        "le participant {participant} a été déclaré forfait pour la rencontre {fixture}";
    "not_withdrawn":
        "participant {participant} was not withdrawn from fixture {fixture}",
        "le participant {participant} n’a pas été déclaré forfait pour la rencontre {fixture}";
    "runner_ran":
        "participant {participant} ran in fixture {fixture}, by its finishing positions",
        "le participant {participant} a couru la rencontre {fixture}, d’après son ordre d’arrivée";
    "withdrawn_later":
        "the runner is to be withdrawn at {withdrawn_at}, and it is {at}",
        "le forfait serait du {withdrawn_at} et nous sommes le {at}";
    "no_race_terms":
        "a market on {kind} has no such terms of a race",
        "un marché « {kind} » n’a pas de telles conditions de course";
    "bad_page_size":
        "a page of {limit} is not between 1 and {max}",
        "une page de {limit} n’est pas comprise entre 1 et {max}";

    // Wallet
    "amount_not_positive":
        "the amount {amount} must be above zero",
        "le montant de {amount} doit être supérieur à zéro";
    "amount_zero":
        "an adjustment by {amount} changes nothing",
        "un ajustement de {amount} ne change rien";
    "balance_out_of_range":
        "the amount {amount} would take a balance beyond {max}",
        "le montant de {amount} porterait un solde au-delà de {max}";
    "payment_exists":
        "the payment \"{reference}\" of {provider} is confirmed already",
        "le paiement « {reference} » du prestataire « {provider} » est déjà confirmé";
    "may_not_withdraw":
        "user {user} is {status} and may not withdraw",
        "l’utilisateur {user} ne peut pas retirer d’argent : son compte est {status}";
    "unknown_withdrawal":
        "there is no withdrawal {withdrawal}",
        "la demande de retrait {withdrawal} n’existe pas";
    "withdrawal_answered":
        "withdrawal {withdrawal} is answered already",
        "la demande de retrait {withdrawal} a déjà reçu une réponse";
    "debt_too_small":
        "the amount {amount} is more than the debt of {debt}",
        "le montant de {amount} dépasse la dette de {debt}";

    // Bets
    "no_stake":
        "the slip has no stake", "le coupon n’a pas de mise";
    "no_legs":
        "the slip has no leg", "le coupon ne contient aucune sélection";
    "too_many_legs":
        "{legs} legs are more than the {max} allowed",
        "le coupon contient trop de sélections : {legs} au lieu de {max} au plus";
    "may_not_stake":
        "user {user} is {status} and may not stake",
        "l’utilisateur {user} ne peut pas miser : son compte est {status}";
    "fixture_closed":
        "fixture {fixture} is {status} and takes no bets",
        "la rencontre {fixture} est {status} et n’accepte pas de paris";
    "market_closed":
        "market {market} is {status} and takes no bets",
        "le marché {market} est {status} et n’accepte pas de paris";
    "too_late":
        "bets on fixture {fixture} closed at {closes_at}, and it is {at}",
        "les paris sur la rencontre {fixture} ont été clos le {closes_at} et nous sommes le {at}";
    "live_score_missing":
        "market {market} counts from the score of fixture {fixture} at the bet, which is not known",
        "le marché {market} compte à partir du score de la rencontre {fixture} au moment du pari, qui n’est pas connu";
    "price_changed":
        "the price of selection {selection} is {current}, not {requested}",
        "la cote de la sélection {selection} est de {current}, et non de {requested}";
    "odds_above_limit":
        "the price {odds} is above the longest that is taken, {max}",
        "la cote de {odds} dépasse la plus haute acceptée, {max}";
    "related_legs":
        "two legs of the slip are on the same fixture {fixture}",
        "deux sélections du coupon portent sur la même rencontre {fixture}";
    "no_place_terms":
        "the market {market} pays no places",
        "le marché {market} ne paie pas de places";
    "no_limits_for_currency":
        "the house rules have no limits for {currency}",
        "le règlement ne fixe pas de limites pour la devise {currency}";
    "stake_too_low":
        "the stake {stake} is below the minimum of {min}",
        "la mise de {stake} est inférieure au minimum de {min}";
    "stake_too_high":
        "the stake {stake} is above the maximum of {max}",
        "la mise de {stake} dépasse le maximum de {max}";
    "return_too_high":
        "the bet could return more than the maximum of {max}",
        "le pari pourrait rapporter plus que le maximum de {max}";
    "total_price_lower":
        "the total price of the {legs} legs is lower than on the slip",
        "la cote totale des {legs} sélections est plus basse que sur le coupon";
    "debt_stands":
        "a debt of {debt} stands",
        "une dette de {debt} reste à payer";
    "insufficient_funds":
        "the balance of {balance} does not cover {needed}",
        "le solde de {balance} ne couvre pas {needed}";
    "unknown_bet":
        "there is no bet {bet}",
        "le pari {bet} n’existe pas";
    "may_not_cancel":
        "user {user} is {status} and may not cancel",
        "l’utilisateur {user} ne peut pas annuler de pari : son compte est {status}";
    "bet_withdrawn":
        "bet {bet} was voided or cancelled already",
        "le pari {bet} a déjà été annulé";
    "bet_not_open":
        "bet {bet} is not open",
        "le pari {bet} n’est pas ouvert";
    "cancellation_over":
        "bet {bet} could be cancelled until {until}, and it is {at}",
        "le pari {bet} pouvait être annulé jusqu’au {until} et nous sommes le {at}";
    "leg_resolved":
        "bet {bet} can't be cancelled: market {market} has a result",
        "le pari {bet} ne peut pas être annulé : le marché {market} a un résultat";
    "price_moved":
        "the price of selection {selection} was taken at {taken} and is {current} now",
        "la cote de la sélection {selection} a été prise à {taken} et vaut maintenant {current}";

    // Baskets
    "unknown_basket":
        "there is no basket {basket}",
        "le panier {basket} n’existe pas";
    "basket_closed":
        "basket {basket} is {status}",
        "le panier {basket} est {status}";
    "basket_expired":
        "basket {basket} expired at {expires_at}, and it is {at}",
        "le panier {basket} a expiré le {expires_at} et nous sommes le {at}";
    "basket_changed":
        "basket {basket} was edited {edits} times, and {seen} of them were seen",
        "le panier {basket} a été modifié {edits} fois, dont {seen} ont été vues";
    "basket_empty":
        "basket {basket} is empty",
        "le panier {basket} est vide";
    "too_many_baskets":
        "user {user} has {max} open baskets, the most that are allowed",
        "l’utilisateur {user} a {max} paniers ouverts, le maximum autorisé";
    "too_many_slips":
        "basket {basket} has {max} slips, the most that are allowed",
        "le panier {basket} contient {max} coupons, le maximum autorisé";
    "slip_exists":
        "basket {basket} has another slip with the id {slip}",
        "le panier {basket} contient un autre coupon avec l’identifiant {slip}";
    "unknown_slip":
        "basket {basket} has no slip {slip}",
        "le panier {basket} ne contient pas le coupon {slip}";
    "slip_refused":
        "slip {slip} is refused: {refusal}",
        "le coupon {slip} est refusé : {refusal}";

    // The host
    "overloaded":
        "{waiting} commands are waiting, and {max} at most are held",
        "{waiting} commandes attendent déjà et {max} au plus sont retenues";
    "cursor_ahead":
        "the position {position} lies beyond the {records} records of the journal",
        "la position {position} dépasse les {records} enregistrements du journal";
    "cursor_behind":
        "the position {position} lies before {acknowledged}, which is acknowledged already",
        "la position {position} précède {acknowledged}, qui est déjà acquittée";
    "unknown_cursor":
        "there is no cursor \"{cursor}\"",
        "le curseur « {cursor} » n’existe pas";

    // Values that could not be read
    "bad_id":
        "\"{text}\" is not a UUID of version 7",
        "« {text} » n’est pas un UUID de version 7";
    "bad_time":
        "\"{text}\" is not a time such as 2024-08-16T19:00:00Z",
        "« {text} » n’est pas une date telle que 2024-08-16T19:00:00Z";
    "bad_amount":
        "\"{text}\" is no amount of money: write it as in 10.00 EUR",
        "« {text} » n’est pas un montant : écrivez-le comme 10.00 EUR";
    "too_many_decimals":
        "\"{text}\" has more than the {allowed} decimals of its currency",
        "« {text} » a plus de décimales que sa devise ({allowed} au plus)";
    "amount_out_of_range":
        "\"{text}\" is more money than can be counted",
        "« {text} » dépasse ce qui peut être compté";
    "unknown_currency":
        "\"{text}\" is no ISO 4217 currency; a custom one names its decimals, as in GOLD:0",
        "« {text} » n’est pas une devise ISO 4217 ; une devise particulière indique ses décimales, comme GOLD:0";
    "bad_currency":
        "\"{text}\" can't be a currency: write an ISO 4217 code as in EUR, or a custom one as in GOLD:0 (3 to 7 of A-Z and 0-9, a letter first, no ISO code, 0 to 8 decimals)",
        "« {text} » ne peut pas être une devise : écrivez un code ISO 4217 comme EUR, ou une devise particulière comme GOLD:0 (3 à 7 caractères parmi A-Z et 0-9, une lettre d’abord, pas de code ISO, 0 à 8 décimales)";
    "mixed_currencies":
        "{left} and {right} are different currencies",
        "{left} et {right} sont des devises différentes";
    "bad_odds":
        "\"{text}\" are no odds: write them as in 2.10, 6/4, +150 or -110",
        "« {text} » n’est pas une cote : écrivez-la comme 2.10, 6/4, +150 ou -110";
    "odds_too_short":
        "odds of {text} are not above 1",
        "une cote de {text} n’est pas supérieure à 1";
    "odds_too_long":
        "odds of {text} are above the largest of {max}",
        "une cote de {text} dépasse la plus haute, {max}";
    "odds_too_fine":
        "odds of {text} are finer than one in {max_denominator}",
        "une cote de {text} est plus fine que 1/{max_denominator}";
    "ladder_size":
        "a ladder has 1 to {max} steps, and not {steps}",
        "une échelle de cotes a de 1 à {max} échelons, et non {steps}";
    "ladder_not_rising":
        "the ladder's step {after} is not above {before}, the one before",
        "l’échelon {after} n’est pas au-dessus du précédent, {before}";
    "bad_email":
        "the e-mail address is not of the form name@domain, or longer than {max} characters",
        "l’adresse e-mail n’est pas de la forme nom@domaine ou dépasse {max} caractères";
    "bad_person_field":
        "the field {field} is empty or longer than {max} characters",
        "le champ « {field} » est vide ou dépasse {max} caractères";
    "bad_name":
        "the name \"{text}\" is empty, longer than {max} characters, or has a control character",
        "le nom « {text} » est vide, dépasse {max} caractères ou contient un caractère de contrôle";
    "bad_slug":
        "the slug \"{text}\" is not made of a-z, 0-9 and single hyphens, or longer than {max} characters",
        "le nom court « {text} » n’est pas fait de a-z, de 0-9 et de tirets simples, ou dépasse {max} caractères";
    "rule_out_of_range":
        "the house rule {field} must lie between {min} and {max}",
        "la règle {field} du règlement doit être comprise entre {min} et {max}";
    "too_many_goals":
        "{goals} goals are above the most a score may have, 999",
        "un score ne peut pas avoir {goals} buts : le maximum est de 999";
    "half_time_above_full_time":
        "half time {half_time.home}-{half_time.away} is above full time {full_time.home}-{full_time.away}",
        "le score à la mi-temps, {half_time.home}-{half_time.away}, dépasse le score final, {full_time.home}-{full_time.away}";
    "bad_score":
        "a score is written like 2-1, or 2-1 (1-0) with half time",
        "un score s’écrit comme 2-1, ou 2-1 (1-0) avec la mi-temps";
    "too_many_sets":
        "{sets} sets are above the most a score may have, 7",
        "un score ne peut pas avoir {sets} sets : le maximum est de 7";
    "set_level":
        "a set of {set.home}-{set.away} has been won by nobody",
        "un set de {set.home}-{set.away} n’a été gagné par personne";
    "sets_not_the_score":
        "the sets were won {won.home}-{won.away}, and the score says {full_time.home}-{full_time.away}",
        "les sets ont été gagnés {won.home}-{won.away} et le score dit {full_time.home}-{full_time.away}";
    "negative_total":
        "a total's line of {line} is below zero",
        "la ligne d’un total, {line}, est inférieure à zéro";
    "bad_market_name":
        "a custom market's name has 1 to 100 bytes, no space around it and no control characters",
        "le nom d’un marché personnalisé compte 1 à 100 octets, sans espace autour ni caractère de contrôle";
    "kind_has_no_period":
        "only a question about goals can be asked of one half",
        "seule une question sur les buts peut être posée pour une mi-temps";
    "total_not_half":
        "the total {line} beside a result can be met: it needs a half line such as 2.5",
        "le total {line} joint à un résultat peut être atteint : il faut une demi-ligne comme 2.5";
    "handicap_not_whole":
        "a European handicap of {line} is no whole number of goals",
        "un handicap européen de {line} n’est pas un nombre entier de buts";
    "bad_winning_margin":
        "a winning margin market tells margins apart up to 1 to 20, not {top}",
        "un marché sur l’écart distingue les écarts jusqu’à 1 à 20, pas {top}";
    "bad_best_of":
        "a match is played to the best of an odd number of sets up to 35, not {best_of}",
        "un match se joue au meilleur d’un nombre impair de sets jusqu’à 35, pas {best_of}";
    "bad_places":
        "a race pays 1 to 20 places, not {places}",
        "une course paie 1 à 20 places, pas {places}";
    "bad_line":
        "a line is written like 2.5, -0.25 or 0,-0.5",
        "une ligne s’écrit comme 2.5, -0.25 ou 0,-0.5";
    "line_not_a_quarter":
        "a line is a multiple of 0.25",
        "une ligne est un multiple de 0.25";
    "line_not_neighbours":
        "the halves of a split line are multiples of 0.5 and differ by 0.5",
        "les moitiés d’une ligne divisée sont des multiples de 0.5 et diffèrent de 0.5";
    "line_sign_ambiguous":
        "a split line that starts with -0 needs a sign on its second half",
        "une ligne divisée qui commence par -0 exige un signe devant sa seconde moitié";
    "line_out_of_bounds":
        "a line lies between -100 and 100",
        "une ligne est comprise entre -100 et 100";
    "bad_share":
        "{num}/{den} is no share of a stake",
        "{num}/{den} n’est pas une part de mise";
    "shares_above_one":
        "a win of {win.0}/{win.1} and a void of {void.0}/{void.1} are more than the stake",
        "un gain de {win.0}/{win.1} et un remboursement de {void.0}/{void.1} dépassent la mise";
    "result_too_fine":
        "a win of {win.0}/{win.1} and a void of {void.0}/{void.1} are too fine for a race",
        "un gain de {win.0}/{win.1} et un remboursement de {void.0}/{void.1} sont trop fins pour une course";
    "bad_position":
        "position {position} with {tied} runners is none",
        "la place {position} avec {tied} partants n’en est pas une";
    "deduction_too_large":
        "a deduction of {pence} pence in the pound is above {max}",
        "une déduction de {pence} pence par livre dépasse {max}";
    "unknown_bet_type":
        "\"{text}\" is no bet type",
        "« {text} » n’est pas un type de pari";
    "bad_folds":
        "\"{text}\" are no fold sizes: name one or more from 1 to {max}",
        "« {text} » ne sont pas des tailles de combinaison : donnez-en une ou plusieurs de 1 à {max}";
    "wrong_number_of_legs":
        "a bet of type {bet_type} takes {min} to {max} legs, and has {legs}",
        "un pari de type {bet_type} compte {min} à {max} sélections, et en a {legs}";
    "bankers_not_taken":
        "a bet of type {bet_type} takes no bankers, and has {bankers}",
        "un pari de type {bet_type} n’accepte pas de base, et en a {bankers}";
    "stake_does_not_divide":
        "a stake of {stake} minor units does not divide into {lines} lines: the nearest are {below} and {above}",
        "une mise de {stake} unités mineures ne se divise pas en {lines} lignes : les plus proches sont {below} et {above}";
    "stake_out_of_range":
        "a stake of {stake} minor units a line is no stake for {lines} lines",
        "une mise de {stake} unités mineures par ligne n’est pas une mise pour {lines} lignes";
    "bad_place_fraction":
        "{num}/{den} is no fraction for a place: it lies above 0 and at most at 1, in parts of 1/{max_den} or more",
        "{num}/{den} n’est pas une fraction pour une place : elle est au-dessus de 0 et d’au plus 1, en parts de 1/{max_den} ou plus";
    "grades_dont_match":
        "{legs} legs have {grades} results",
        "{legs} sélections ont {grades} résultats";
    "outcome_count":
        "{outcomes} prices for {winners} winners are no book: it has 2 to {max} prices, and from 1 winner to one less than prices",
        "{outcomes} cotes pour {winners} gagnants ne forment pas un livre : il faut de 2 à {max} cotes, et de 1 gagnant à un de moins que de cotes";
    "bad_probability":
        "a probability of {text} does not lie between 0 and 1",
        "une probabilité de {text} n’est pas comprise entre 0 et 1";
    "bad_price":
        "the price {text} of selection {selection} is no number above 1",
        "la cote {text} de la sélection {selection} n’est pas un nombre supérieur à 1";
    "margin_out_of_range":
        "a margin of {text} is none that a book can have",
        "aucun livre ne peut avoir une marge de {text}";
    "no_fair_probability":
        "the method {method} gives selection {selection} a probability of {text}, which is none",
        "la méthode {method} donne à la sélection {selection} une probabilité de {text}, ce qui n’en est pas une";
    "below_fair":
        "the prices add up to {sum} for {winners} winners, and the method {method} has no solution for a book below fair",
        "les cotes totalisent {sum} pour {winners} gagnants, et la méthode {method} n’a pas de solution pour un livre sans marge";
    "probability_sum":
        "the probabilities add up to {sum}, and not to {winners}",
        "les probabilités totalisent {sum}, et non {winners}";
    "margin_out_of_reach":
        "by the method {method} no prices of these probabilities carry a margin of {margin}",
        "avec la méthode {method}, aucune cote de ces probabilités ne porte une marge de {margin}";
    "no_ladder_step":
        "the ladder has no step for the price {price} of selection {selection}",
        "l’échelle n’a pas d’échelon pour la cote {price} de la sélection {selection}";
    "column_length":
        "column {column} has {rows} rows, and the first one {expected}",
        "la colonne {column} a {rows} lignes, et la première {expected}";

    // Storage errors
    "storage_conflict":
        "another unit of work changed the same rows; nothing was applied",
        "une autre unité de travail a modifié les mêmes lignes ; rien n’a été appliqué";
    "storage_not_applied":
        "nothing was applied: {what}",
        "rien n’a été appliqué : {what}";
    "storage_unknown":
        "it is not known whether it was applied: {what}",
        "on ne sait pas si cela a été appliqué : {what}";
    "journal_broken":
        "{fault}", "{fault}";
}
