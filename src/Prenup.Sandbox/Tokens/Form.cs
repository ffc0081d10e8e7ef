using System.Text;
using Prenup.Sandbox.Asking;

namespace Prenup.Sandbox.Tokens;

/// <summary>The body of a token request: <c>application/x-www-form-urlencoded</c>, the last of equal names counts.</summary>
internal sealed class Form
{
    private readonly Dictionary<string, string> _fields = [];

    private Form() { }

    /// <summary>The field's text; null when absent.</summary>
    public string? this[string name] => _fields.GetValueOrDefault(name);

    public static Form Of(Call call)
    {
        var form = new Form();
        string text = Encoding.UTF8.GetString(call.Raw.Span);
        foreach (string pair in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = pair.Split('=', 2);
            form._fields[Plain(parts[0])] = parts.Length == 2 ? Plain(parts[1]) : "";
        }

        return form;
    }

    private static string Plain(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
