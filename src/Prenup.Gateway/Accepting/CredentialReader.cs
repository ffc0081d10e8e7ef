using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Prenup.Gateway.Accepting;

/// <summary>The one reader of credentials, for every endpoint: each SDK has its header, and all mean the same key.</summary>
internal static class CredentialReader
{
    private const string Bearer = "Bearer ";

    public static Credentials Read(IHeaderDictionary headers)
    {
        string? key = null;
        var fits =
            Take(headers.Authorization, bearer: true, ref key)
            && Take(headers["api-key"], bearer: false, ref key)
            && Take(headers["x-api-key"], bearer: false, ref key);
        return fits ? new Credentials(key, false) : new Credentials(null, true);
    }

    /// <summary>Takes what a header carries; false where it differs from what another one carried.</summary>
    private static bool Take(StringValues values, bool bearer, ref string? key)
    {
        for (var i = 0; i < values.Count; i++)
        {
            var value = values[i].AsSpan().Trim();
            if (bearer)
            {
                if (!value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
                {
                    continue;
                }
                value = value[Bearer.Length..].Trim();
            }
            if (value.IsEmpty)
            {
                continue;
            }
            if (key is not null && !value.SequenceEqual(key))
            {
                return false;
            }
            key ??= value.ToString();
        }
        return true;
    }
}
