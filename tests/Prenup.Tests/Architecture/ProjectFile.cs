using System.Xml.Linq;

namespace Prenup.Tests.Architecture;

/// <summary>What one project file names.</summary>
internal sealed record ProjectFile(
    string Name,
    IReadOnlyList<string> Projects,
    IReadOnlyList<string> Packages,
    IReadOnlyList<string> Frameworks,
    IReadOnlyList<string> OwnVersions
)
{
    public static ProjectFile Read(string path)
    {
        var elements = XDocument.Load(path).Descendants().ToList();
        var packages = elements.Where(element => element.Name.LocalName == "PackageReference").ToList();
        return new ProjectFile(
            Path.GetFileNameWithoutExtension(path),
            [.. Included("ProjectReference").Select(name => Path.GetFileNameWithoutExtension(name.Replace('\\', '/')))],
            [.. Included("PackageReference")],
            [.. Included("FrameworkReference")],
            [
                .. packages
                    .Where(HasVersion)
                    .Select(package => (string?)package.Attribute("Include") ?? package.ToString()),
            ]
        );

        IEnumerable<string> Included(string kind) =>
            from element in elements
            where element.Name.LocalName == kind
            select (string?)element.Attribute("Include") ?? element.ToString();
    }

    private static bool HasVersion(XElement package) =>
        package
            .Attributes()
            .Select(attribute => attribute.Name.LocalName)
            .Concat(package.Elements().Select(element => element.Name.LocalName))
            .Any(name => name is "Version" or "VersionOverride");
}
