using System.Text;
using Prenup.Configuring.Yaml;
using Prenup.Core.Prices;

namespace Prenup.Configuring;

/// <summary>Price books by themselves, without a configuration around them.</summary>
public static class PriceBooks
{
    /// <summary>The name of the book that ships with the executable.</summary>
    public const string BuiltIn = "builtin";

    /// <summary>Reads the built-in book, or a file's.</summary>
    /// <param name="book"><see cref="BuiltIn"/>, or a path.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static (IReadOnlyList<Price> Prices, IReadOnlyList<Problem> Errors) Read(string book) =>
        book == BuiltIn ? (BuiltInPrices.All, []) : ReadText(File.ReadAllText(book, Encoding.UTF8), book);

    /// <summary>Reads a book's text.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="file">How errors name it.</param>
    public static (IReadOnlyList<Price> Prices, IReadOnlyList<Problem> Errors) ReadText(string yaml, string file)
    {
        var problems = new Problems();
        var prices = PriceFile.Read(yaml, new Reading(file, problems, static _ => null, Offline: false));
        return (prices, problems.Errors);
    }
}
