using System.Text;
using System.Text.Json;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Text.HuggingFace;

/// <summary>Each model gives on random words what its definition, followed step by step, gives.</summary>
public sealed class ModelPropertyTests
{
    private const int Rounds = 300;
    private const string Letters = "abc\U0001F600";

    [Fact]
    public void Bpe_RandomWords_AreMergedByTheBestRankAgainAndAgain()
    {
        var random = new Random(1);
        for (var round = 0; round < Rounds; round++)
        {
            List<string> pieces = [.. Runes(Letters)];
            var merges = new List<(string Left, string Right)>();
            for (var i = 0; i < 8; i++)
            {
                var (left, right) = (pieces[random.Next(pieces.Count)], pieces[random.Next(pieces.Count)]);
                if (merges.Contains((left, right)))
                    continue;
                merges.Add((left, right));
                if (!pieces.Contains(left + right))
                    pieces.Add(left + right);
            }

            var model = JsonSerializer.Serialize(new
            {
                type = "BPE",
                vocab = pieces.Select((piece, id) => (piece, id)).ToDictionary(pair => pair.piece, pair => pair.id),
                merges = merges.Select(merge => new[] { merge.Left, merge.Right }),
            });
            var word = Word(random);

            Assert.Equal(NaiveBpe(word, merges).Select(piece => (long)pieces.IndexOf(piece)), SmallTokenizer.Of(model).Tokenize(word).Ids);
        }
    }

    [Fact]
    public void Unigram_RandomWords_AreCutWhereTheSumOfScoresIsGreatest()
    {
        var random = new Random(2);
        for (var round = 0; round < Rounds; round++)
        {
            string[] pieces = ["<unk>", .. Enumerable.Range(0, 12).Select(_ => Word(random, 3)).Distinct()];
            double[] scores = [0, .. pieces.Skip(1).Select(_ => -random.NextDouble() * 10)];
            var model = JsonSerializer.Serialize(new { type = "Unigram", unk_id = 0,
                vocab = pieces.Zip(scores, (piece, score) => new object[] { piece, score }) });
            var word = Word(random, 8);

            Assert.Equal(NaiveUnigram(word, pieces, scores),
                SmallTokenizer.Of(model, added: "[{\"id\": 0, \"content\": \"<unk>\", \"special\": true}]").Tokenize(word).Ids);
        }
    }

    [Fact]
    public void WordPiece_RandomWords_TakeTheLongestPieceFirst()
    {
        var random = new Random(3);
        for (var round = 0; round < Rounds; round++)
        {
            string[] pieces = ["[UNK]", .. Enumerable.Range(0, 10).Select(i => (i % 2 == 0 ? "" : "##") + Word(random, 3)).Distinct()];
            var model = JsonSerializer.Serialize(new
            {
                type = "WordPiece",
                unk_token = "[UNK]",
                vocab = pieces.Select((piece, id) => (piece, id)).ToDictionary(pair => pair.piece, pair => pair.id),
            });
            var word = Word(random);

            Assert.Equal(NaiveWordPiece(word, pieces), SmallTokenizer.Of(model).Tokenize(word).Ids);
        }
    }

    private static string Word(Random random, int most = 12) =>
        string.Concat(Enumerable.Range(0, random.Next(1, most + 1)).Select(_ => Runes(Letters)[random.Next(4)]));

    private static string[] Runes(string text) => [.. text.EnumerateRunes().Select(rune => rune.ToString())];

    private static List<string> NaiveBpe(string word, List<(string Left, string Right)> merges)
    {
        List<string> symbols = [.. Runes(word)];
        while (true)
        {
            var best = Enumerable.Range(0, Math.Max(0, symbols.Count - 1))
                .Select(at => (Rank: merges.IndexOf((symbols[at], symbols[at + 1])), At: at))
                .Where(pair => pair.Rank >= 0).DefaultIfEmpty((Rank: -1, At: -1)).Min();
            if (best.At < 0)
                return symbols;
            symbols[best.At] += symbols[best.At + 1];
            symbols.RemoveAt(best.At + 1);
        }
    }

    private static long[] NaiveUnigram(string word, string[] pieces, double[] scores)
    {
        var unknown = scores.Min() - 10;
        return [.. Cuts(Runes(word)).MaxBy(cut => cut.Score).Ids];

        IEnumerable<(double Score, List<long> Ids)> Cuts(string[] runes)
        {
            if (runes.Length == 0)
            {
                yield return (0, []);
                yield break;
            }

            for (var length = 1; length <= runes.Length; length++)
            {
                var id = Array.IndexOf(pieces, string.Concat(runes[..length]), 1);
                if (id < 0 && length > 1)
                    continue;
                foreach (var (score, ids) in Cuts(runes[length..]))
                    yield return ((id < 0 ? unknown : scores[id]) + score, id < 0 && ids.FirstOrDefault(-1) == 0 ? ids
                        : [Math.Max(0, id), .. ids]);
            }
        }
    }

    private static long[] NaiveWordPiece(string word, string[] pieces)
    {
        var (ids, runes) = (new List<long>(), Runes(word));
        for (var at = 0; at < runes.Length;)
        {
            var lead = at == 0 ? "" : "##";
            var length = Enumerable.Range(1,
                runes.Length - at).LastOrDefault(n => pieces.Contains(lead + string.Concat(runes[at..(at + n)])));
            if (length == 0)
                return [0];
            ids.Add(Array.IndexOf(pieces, lead + string.Concat(runes[at..(at + length)])));
            at += length;
        }

        return [.. ids];
    }
}
