using System.Globalization;
using Prenup.Sandbox.Answering;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Azure;

/// <summary>The headers Azure sends: who served, where, and rate limits whose resets are whole milliseconds.</summary>
internal static class AzureHeaders
{
    private const long RequestLimit = 12_000;
    private const long TokenLimit = 12_000_000;

    public static Reply Dress(Reply reply, string? deployment)
    {
        Reply dressed = reply.With(
            ("apim-request-id", Guid.NewGuid().ToString()),
            ("x-content-type-options", "nosniff"),
            ("x-ms-region", "Sandbox")
        );
        if (reply.Bill is not { } bill || deployment is null)
        {
            return dressed;
        }

        if (dressed.Header("x-ms-is-spilled-over") is null)
        {
            dressed = dressed.With(("x-ms-deployment-name", deployment), ("x-ms-is-spilled-over", "false"));
        }

        return dressed.With(
            ("x-request-id", Guid.NewGuid().ToString()),
            ("x-ms-served-model", Model.Named(bill.Model)!.Snapshot),
            ("x-ms-rai-invoked", "true"),
            ("azureml-model-session", "sandbox"),
            ("x-ratelimit-limit-requests", Number(RequestLimit)),
            ("x-ratelimit-limit-tokens", Number(TokenLimit)),
            ("x-ratelimit-remaining-requests", Number(RequestLimit - 1)),
            ("x-ratelimit-remaining-tokens", Number(Math.Max(0, TokenLimit - bill.Usage.Total))),
            ("x-ratelimit-reset-requests", Number(60_000 / RequestLimit)),
            ("x-ratelimit-reset-tokens", Number(60_000 * bill.Usage.Total / TokenLimit)),
            ("x-ratelimit-renewalperiod-requests", "60"),
            ("x-ratelimit-renewalperiod-tokens", "60"),
            ("x-ratelimit-abusepenalty-active", "False")
        ) with
        {
            HasLength = !reply.IsStream,
        };
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
