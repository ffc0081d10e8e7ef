using Prenup.Core.Faults;

namespace Prenup.Dialects.Requests;

/// <summary>The faults of a body that the client has to mend.</summary>
internal static class Refusals
{
    public static Fault Invalid(string code, string message, string? param = null) =>
        new()
        {
            Kind = FaultKind.Invalid,
            Blame = Blame.Client,
            Status = 400,
            Code = code,
            Message = $"Refused by the gateway: {message}",
            Param = param,
        };

    public static Fault Malformed(string message) => Invalid("invalid_json", message);

    public static Fault WrongType(string param, string expected) =>
        Invalid("invalid_type", $"'{param}' must be {expected}; correct it and send the request again.", param);

    public static Fault Duplicate(string name) =>
        Invalid("duplicate_field", $"the field '{name}' appears twice; send it once.", name);

    public static Fault Ambiguous(string name) =>
        Invalid(
            "ambiguous_field",
            $"the field '{name}' could be read as another one; write field names in lower case and without escapes.",
            name
        );
}
