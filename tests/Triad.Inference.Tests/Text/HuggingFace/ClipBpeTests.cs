using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Triad.Inference.Tests.Fixtures;
using Triad.Inference.Text.HuggingFace;

namespace Triad.Inference.Tests.Text.HuggingFace;

/// <summary>CLIP's own byte pairs: its vocabulary's file, put into a tokenizer.json as the hub's CLIPs have it, gives the ids of OpenAI's tokenizer.</summary>
public sealed class ClipBpeTests
{
    private const int Words = 49_152;
    private const int Merges = Words - 256 - 2 + 1;
    private const int Start = 49_406;
    private const int End = 49_407;

    [Fact]
    public void Tokenize_TextsOfTheReference_GiveTheIdsOfOpenAi()
    {
        var sut = new HuggingFaceTokenizer(TokenizerParts.Read("tokenizer.json", Read()), 512, lowerCase: false);
        using var cases = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(TestFolders.SharedGolden, "clip", "clip_bpe.json")));

        foreach (var one in cases.RootElement.EnumerateArray())
        {
            // OpenAI's program reads entities of HTML first; the hub's files do not say so, and the models of the hub get them as they are.
            var text = WebUtility.HtmlDecode(WebUtility.HtmlDecode(one.GetProperty("text").GetString()!));
            long[] expected = [.. one.GetProperty("ids").EnumerateArray().Select(id => id.GetInt64())];

            Assert.Equal(expected.Length == 0 ? [] : [Start, .. expected, End], sut.Tokenize(text).Ids);
        }
    }

    private static byte[] Read()
    {
        using var file = new GZipStream(File.OpenRead(Path.Combine(TestFolders.SharedGolden, "clip", "bpe_simple_vocab_16e6.txt.gz")), CompressionMode.Decompress);
        using var reader = new StreamReader(file, Encoding.UTF8);
        string[] merges = [.. reader.ReadToEnd().Split('\n').Skip(1).Take(Merges - 1)];
        var vocabulary = new JsonObject();
        string[] bytes = [.. Bytes().Select(letter => $"{letter}")];
        foreach (var piece in bytes.Concat(bytes.Select(letter => letter + "</w>")).Concat(merges.Select(merge => merge.Replace(" ", "", StringComparison.Ordinal)))
            .Append("<|startoftext|>").Append("<|endoftext|>"))
            vocabulary[piece] = vocabulary.Count;
        var json = JsonNode.Parse(File.ReadAllBytes(Path.Combine(HubGolden.Folder("clip"), "tokenizer.json")))!;
        json["model"]!["vocab"] = vocabulary;
        json["model"]!["merges"] = new JsonArray([.. merges.Select(merge => (JsonNode)merge)]);
        foreach (var token in json["added_tokens"]!.AsArray())
            token!["id"] = (string)token["content"]! == "<|startoftext|>" ? Start : End;
        json["post_processor"]!["cls"] = new JsonArray("<|startoftext|>", Start);
        json["post_processor"]!["sep"] = new JsonArray("<|endoftext|>", End);
        return Encoding.UTF8.GetBytes(json.ToJsonString());
    }

    // GPT-2's letters for bytes: those that can be printed as they are, the others from U+0100 on; the printed ones come first.
    private static IEnumerable<char> Bytes()
    {
        bool IsPrinted(int value) => value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
        var printed = Enumerable.Range(0, 256).Where(IsPrinted).Select(value => (char)value);
        return printed.Concat(Enumerable.Range(0, 256).Where(value => !IsPrinted(value)).Select((_, place) => (char)(256 + place)));
    }
}
