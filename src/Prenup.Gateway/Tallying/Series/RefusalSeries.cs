using System.Collections.Frozen;
using Prenup.Core.Faults;

namespace Prenup.Gateway.Tallying.Series;

/// <summary>Errors that clients were sent instead of a reply, by code and blame. The list is closed: a code that a cloud made up is <c>other</c>.</summary>
public sealed class RefusalSeries
{
    /// <summary>The code that stands for all that are not listed.</summary>
    public const string Other = "other";

    private static readonly (Blame Blame, string Code)[] Known =
    [
        .. Of(
            Blame.Client,
            "missing_api_key invalid_api_key expired_api_key invalid_override override_not_permitted conflicting_credentials missing_admin_key invalid_admin_key admin_closed "
                + "unknown_url request_too_large unsupported_media_type request_body_incomplete invalid_json invalid_type "
                + "duplicate_field ambiguous_field conflicting_fields missing_required_parameter model_mismatch "
                + "model_not_found not_found unsupported_parameter unsupported_api unsupported_tool unsupported_operation invalid_request "
                + "content_filter content_policy_violation context_length_exceeded rate_limit_exceeded "
                + "concurrency_limit_exceeded token_rate_limit_exceeded budget_exceeded residency_not_permitted "
                + "invalid_idempotency_key idempotency_key_reused idempotency_key_used client_gone client_write_timeout"
        ),
        .. Of(
            Blame.Gateway,
            "shutting_down gateway_overloaded ledger_unavailable gateway_error state_unreachable price_unknown "
                + "model_not_found upstream_credentials upstream_clock_skew insufficient_quota"
        ),
        .. Of(
            Blame.Upstream,
            "rate_limit_exceeded all_offers_cooling upstream_conflict upstream_overloaded upstream_error upstream_timeout "
                + "upstream_unreachable upstream_credential_unavailable upstream_cut upstream_protocol_error upstream_connect_timeout upstream_head_timeout "
                + "upstream_first_content_timeout upstream_idle_timeout upstream_total_timeout"
        ),
    ];
    private static readonly FrozenDictionary<(Blame, string), int> Places = Known
        .Select(static (pair, place) => KeyValuePair.Create(pair, place))
        .ToFrozenDictionary();
    private readonly long[] _counts = new long[Known.Length];

    /// <summary>Every code that is counted under its own name, whoever is to blame.</summary>
    public static IReadOnlySet<string> Codes { get; } =
        Known.Select(static pair => pair.Code).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Every counter, also those at 0.</summary>
    public IEnumerable<(string Code, string Blame, long Count)> All()
    {
        for (var place = 0; place < Known.Length; place++)
        {
            var (blame, code) = Known[place];
            yield return (code, Labels.Blames[Labels.Index(blame)], Interlocked.Read(ref _counts[place]));
        }
    }

    internal void Count(Fault fault)
    {
        var place = Places.TryGetValue((fault.Blame, fault.Code), out var known) ? known : Places[(fault.Blame, Other)];
        Interlocked.Increment(ref _counts[place]);
    }

    private static IEnumerable<(Blame, string)> Of(Blame blame, string codes) =>
        codes.Split(' ').Append(Other).Select(code => (blame, code));
}
