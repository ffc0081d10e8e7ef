using Prenup.Core.Faults;

namespace Prenup.Gateway;

/// <summary>Every fault that the gateway itself raises: one place that owns status, code and words.</summary>
public static class Refusals
{
    private static readonly TimeSpan Shortly = TimeSpan.FromSeconds(1);

    /// <summary>No credential was sent.</summary>
    public static Fault KeyMissing { get; } =
        Client(
            FaultKind.Auth,
            401,
            "missing_api_key",
            "Prenup: no API key was sent. Send a key issued by this gateway as 'Authorization: Bearer', 'api-key' or 'x-api-key'."
        );

    /// <summary>The credential is none of ours.</summary>
    public static Fault KeyUnknown { get; } =
        Client(
            FaultKind.Auth,
            401,
            "invalid_api_key",
            "Prenup: this API key is not one that the gateway issued, or it was revoked. Ask whoever runs the gateway for one."
        );

    /// <summary>The credential was valid once.</summary>
    public static Fault KeyExpired(string key) =>
        Client(
            FaultKind.Auth,
            401,
            "expired_api_key",
            $"Prenup: key '{key}' has expired, or was replaced by a new one. Ask whoever runs the gateway for the new one."
        );

    /// <summary>Two headers carry different credentials.</summary>
    public static Fault KeysConflict { get; } =
        Client(
            FaultKind.Auth,
            400,
            "conflicting_credentials",
            "Prenup: two headers carry different API keys. Send one."
        );

    /// <summary>An admin endpoint was asked without a key.</summary>
    public static Fault AdminKeyMissing { get; } =
        Client(
            FaultKind.Auth,
            401,
            "missing_admin_key",
            "Prenup: this endpoint needs the admin key (admin.key in the configuration), as 'Authorization: Bearer'."
        );

    /// <summary>An admin endpoint was asked with another key.</summary>
    public static Fault AdminKeyUnknown { get; } =
        Client(
            FaultKind.Auth,
            401,
            "invalid_admin_key",
            "Prenup: this is not the admin key. Keys of models do not open this endpoint."
        );

    /// <summary>An admin endpoint was asked, and no admin key is set.</summary>
    public static Fault AdminClosed { get; } =
        Client(
            FaultKind.Auth,
            403,
            "admin_closed",
            "Prenup: this endpoint is closed, since no admin key is set. Set admin.key in the configuration."
        );

    /// <summary>The gateway is shutting down.</summary>
    public static Fault Closing { get; } =
        Gateway(
            FaultKind.Capacity,
            503,
            "shutting_down",
            "Prenup: the gateway is shutting down. Try again: another instance answers, or this one after its restart."
        ) with
        {
            RetryAfter = Shortly,
        };

    /// <summary>The gateway is full.</summary>
    public static Fault Full { get; } =
        Gateway(
            FaultKind.Capacity,
            503,
            "gateway_overloaded",
            "Prenup: the gateway is at its limit of exchanges or of request bytes in flight. Try again shortly."
        ) with
        {
            RetryAfter = Shortly,
        };

    /// <summary>The ledger cannot be written.</summary>
    public static Fault LedgerDown { get; } =
        Gateway(
            FaultKind.GatewayBug,
            503,
            "ledger_unavailable",
            "Prenup: the ledger cannot be written, so no paid work is started. Whoever runs the gateway finds the reason in its log."
        ) with
        {
            RetryAfter = TimeSpan.FromSeconds(5),
        };

    /// <summary>Something broke inside.</summary>
    public static Fault Bug(Exception cause) =>
        Gateway(
            FaultKind.GatewayBug,
            500,
            "gateway_error",
            "Prenup: the gateway failed while serving this request. Its log holds the reason under the id in x-prenup-exchange."
        ) with
        {
            Cause = cause,
        };

    /// <summary>No such URL.</summary>
    public static Fault NoSuchUrl { get; } =
        Client(
            FaultKind.NotFound,
            404,
            "unknown_url",
            "Prenup: this URL is not served. See GET /v1/models for what is."
        );

    /// <summary>There is no such key or dialect to explain a request by.</summary>
    public static Fault NothingToExplain(string what) =>
        Client(FaultKind.NotFound, 404, "not_found", $"Prenup: there is no such {what}.");

    /// <summary>The body is larger than allowed.</summary>
    public static Fault BodyTooLarge(long limit) =>
        Client(
            FaultKind.Invalid,
            413,
            "request_too_large",
            $"Prenup: the request body exceeds the gateway's limit of {limit} bytes."
        );

    /// <summary>The body cannot be read as it comes.</summary>
    public static Fault Unreadable(string why) =>
        Client(FaultKind.Invalid, 415, "unsupported_media_type", $"Prenup: {why}");

    /// <summary>The body ended early or stood still.</summary>
    public static Fault BodyBroken(Exception cause) =>
        Client(
            FaultKind.Invalid,
            400,
            "request_body_incomplete",
            "Prenup: the request body ended before its announced length, or stood still for too long."
        ) with
        {
            Cause = cause,
        };

    /// <summary>The request names no model.</summary>
    public static Fault ModelMissing { get; } =
        Client(FaultKind.Invalid, 400, "missing_required_parameter", "Prenup: the request names no model.") with
        {
            Param = "model",
        };

    /// <summary>Path and body name different models.</summary>
    public static Fault ModelsDiffer { get; } =
        Client(
            FaultKind.Invalid,
            400,
            "model_mismatch",
            "Prenup: the model in the URL and the model in the body differ. Send the same name, or none in the body."
        ) with
        {
            Param = "model",
        };

    /// <summary>No such model, or not for this key.</summary>
    public static Fault ModelUnknown(string model) =>
        Client(
            FaultKind.NotFound,
            404,
            "model_not_found",
            $"Prenup: the model '{model}' does not exist here, or this key may not use it. See GET /v1/models."
        ) with
        {
            Param = "model",
        };

    /// <summary>A reference to state at a cloud that this project did not make.</summary>
    public static Fault StateUnknown(string field, string id) =>
        Client(FaultKind.NotFound, 404, "not_found", $"Prenup: '{id}' does not exist, or another project made it.") with
        {
            Param = field,
        };

    /// <summary>Asks for background work.</summary>
    public static Fault Background { get; } =
        Client(
            FaultKind.Unsupported,
            400,
            "unsupported_parameter",
            "Prenup: 'background' is not supported yet. Leave it out, or send false."
        ) with
        {
            Param = "background",
        };

    /// <summary>A header that decides something cannot be read.</summary>
    public static Fault OverrideUnreadable(string header) =>
        Client(
            FaultKind.Invalid,
            400,
            "invalid_override",
            header == Overrides.CostCapHeader
                ? $"Prenup: the header '{header}' is not an amount of USD as 0.05."
                : $"Prenup: the header '{header}' is too long."
        );

    /// <summary>A header that decides something, and the key does not permit it.</summary>
    public static Fault OverrideDenied(string key, string header) =>
        Client(
            FaultKind.Auth,
            403,
            "override_not_permitted",
            $"Prenup: key '{key}' does not permit the header '{header}'. Leave it out, or ask whoever runs the gateway to permit it."
        );

    /// <summary>The client's name for its exchange cannot be read.</summary>
    public static Fault RepeatUnreadable { get; } =
        Client(
            FaultKind.Invalid,
            400,
            "invalid_idempotency_key",
            $"Prenup: the header 'Idempotency-Key' has more than {Repeat.LongestName} characters."
        );

    /// <summary>The client's name stands for another request.</summary>
    public static Fault RepeatDiffers(Repeat first) =>
        Client(
            FaultKind.Invalid,
            409,
            "idempotency_key_reused",
            $"Prenup: this 'Idempotency-Key' stands for another request, of exchange {first.Exchange}. Send each request under a name of its own."
        );

    /// <summary>The client's name stands for an exchange that has ended, and the policy is to say so.</summary>
    public static Fault RepeatEnded(Repeat first) =>
        Client(
            FaultKind.Invalid,
            409,
            "idempotency_key_used",
            $"Prenup: this 'Idempotency-Key' stands for exchange {first.Exchange}, which ended with status {first.Status} and is not asked again. Its reply was not kept; send a new name to ask anew."
        );

    /// <summary>A refusal that the client can do something about.</summary>
    internal static Fault Client(FaultKind kind, int status, string code, string message) =>
        new()
        {
            Kind = kind,
            Blame = Blame.Client,
            Status = status,
            Code = code,
            Message = message,
        };

    /// <summary>A refusal that whoever runs the gateway can do something about.</summary>
    internal static Fault Gateway(FaultKind kind, int status, string code, string message) =>
        Client(kind, status, code, message) with
        {
            Blame = Blame.Gateway,
        };
}
