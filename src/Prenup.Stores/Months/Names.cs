using System.Globalization;
using System.Text;

namespace Prenup.Stores.Months;

/// <summary>The names of numbers in the ledger, as the view <c>attempts</c> shows them.</summary>
internal static class Names
{
    /// <summary>A member's name with dashes: <c>quota-exhausted</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        var dashed = new StringBuilder(name.Length + 4);
        foreach (var character in name)
        {
            if (char.IsUpper(character) && dashed.Length > 0)
            {
                dashed.Append('-');
            }
            dashed.Append(char.ToLowerInvariant(character));
        }
        return dashed.ToString();
    }

    /// <summary>A SQL expression that names a column's number.</summary>
    public static string Case<T>(string column, Func<T, string> name)
        where T : struct, Enum
    {
        var sql = new StringBuilder($"CASE {column}");
        foreach (var value in Enum.GetValues<T>())
        {
            sql.Append(
                CultureInfo.InvariantCulture,
                $" WHEN {Convert.ToInt32(value, CultureInfo.InvariantCulture)} THEN '{name(value)}'"
            );
        }
        return sql.Append(" END").ToString();
    }
}
