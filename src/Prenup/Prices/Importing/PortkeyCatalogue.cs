using System.Text.Json;
using Prenup.Core.Prices;

namespace Prenup.Prices.Importing;

/// <summary>Portkey-AI/models: one object of models for each cloud, with regions of their own where a cloud prices them apart.</summary>
internal static class PortkeyCatalogue
{
    /// <summary>Reads the catalogue of one cloud; it is of no date, so its prices hold from the day given.</summary>
    public static CatalogueImport Read(JsonElement root, string cloud, DateOnly from, string source)
    {
        var rows = new CatalogueRows(source, cloud);
        var models = ((JsonElement?)root)
            .Properties()
            .Select(static model =>
                (Row: model.Name, Name: PortkeyName.Of(model.Name), Model: (JsonElement?)model.Value)
            );
        foreach (var model in models.GroupBy(static row => (row.Name.Model, row.Name.Edge)))
        {
            var (name, scope) =
                cloud == "bedrock" ? BedrockId.Parse(model.Key.Model) : (model.Key.Model, Price.GlobalScope);
            var id = $"{cloud}/{name}";
            var names = model.Select(static row => row.Row).ToList();
            var tables = new Dictionary<string, RateTable>();
            foreach (var (_, half, value) in model)
            {
                ReadRegions(new PortkeyRates(id, value, half.Above), scope, tables);
            }
            var versions = tables.Where(static table => !table.Value.IsEmpty).ToList();
            if (versions.Count > 0)
            {
                rows.Add(names, id, versions.Select(version => (version.Key, from, version.Value)));
            }
            else
            {
                names.ForEach(row => rows.Skip(row, id, "no rate per token"));
            }
        }
        return rows.ToImport();
    }

    // "default" is the scope that the name says; the others stand by themselves.
    private static void ReadRegions(PortkeyRates rates, string scope, Dictionary<string, RateTable> tables)
    {
        var other = rates.Regions.Where(static region => region.Name != "default").ToList();
        var listed = other.SelectMany(static region => region.Name.Split(',')).ToHashSet();
        if (listed.Contains(scope))
        {
            scope = Price.RegionalScope; // what holds where nothing is listed
        }
        rates.ReadDefault(Table(scope));
        foreach (var region in other)
        {
            foreach (var name in region.Name.Split(','))
            {
                rates.ReadRegion(region.Value, Table(name));
            }
        }

        RateTable Table(string name) =>
            tables.TryGetValue(name, out var table) ? table : tables[name] = new RateTable();
    }
}
