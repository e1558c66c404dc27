namespace Triad.Evaluation.Datasets;

/// <summary>What is measured: a pool of items with their captions.</summary>
public sealed record EvaluationSet(DatasetLayout Layout, IReadOnlyList<EvaluationItem> Items)
{
    /// <summary>Every caption as (item, text), in the order of the items: the queries of text.</summary>
    public IReadOnlyList<(int Item, string Text)> Captions { get; } =
        [.. Items.SelectMany((item, index) => item.Captions.Select(text => (index, text)))];

    /// <summary>The same items with their first caption only.</summary>
    public EvaluationSet WithFirstCaptions() => new(Layout, [.. Items.Select(item => item with { Captions = [.. item.Captions.Take(1)] })]);

    /// <summary>The captions that belong to an item, as places in <see cref="Captions"/>.</summary>
    public IReadOnlyList<IReadOnlyList<int>> CaptionsByItem()
    {
        var found = new List<int>[Items.Count];
        for (var item = 0; item < found.Length; item++)
            found[item] = [];
        for (var caption = 0; caption < Captions.Count; caption++)
            found[Captions[caption].Item].Add(caption);
        return found;
    }
}
