using System.Text;
using Microsoft.AspNetCore.Http;

namespace Prenup.Gateway.Accepting;

/// <summary>The query of a listing, rebuilt from the names that the API has: nothing else is passed on.</summary>
internal static class ListQuery
{
    private static readonly string[] Known = ["after", "before", "include", "include[]", "limit", "order"];

    public static string Of(IQueryCollection query)
    {
        var text = new StringBuilder();
        foreach (var name in Known)
        {
            foreach (var value in query[name])
            {
                text.Append(text.Length == 0 ? '?' : '&')
                    .Append(Uri.EscapeDataString(name))
                    .Append('=')
                    .Append(Uri.EscapeDataString(value ?? ""));
            }
        }
        return text.ToString();
    }
}
