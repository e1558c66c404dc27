using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Inference.Classes;
using Triad.Inference.Hub;

namespace Triad.Cli.Models;

/// <summary><c>triad model concept</c>: makes a classifier searchable by words.</summary>
internal static class ConceptCommand
{
    public static Command Create()
    {
        var classifier = Required("--classifier", "An ONNX file, or the folder of a package of the kind classifier.", "G.onnx|PACKAGE");
        var labels = Text("--labels", "The classes in the order of the scores, as JSON or CSV; a package has its own.", "FILE");
        var text = Required("--text", "The folder of a package of the kind text, such as MiniLM.", "PACKAGE");
        var target = Required("--out", "The package to write, which must not be there yet. The folder's name becomes its id.", "PACKAGE");
        var top = Number<int>("--top", "How many of the most probable classes count; 100 where not given.");
        var temperature = Number<double>("--temperature", "What logits are divided by; 2 where one class is there, else 1.");
        var background = Choices.One<ConceptBackground>(
            "--background", "What is subtracted from texts and media, labels where not given:", "WHAT");
        var like = Text("--background-of", "A concept package over the same text encoder whose background is taken, so that one finds the other's.", "PACKAGE");
        var texts = Text("--background-texts", "A file of texts, one a line, whose mean is subtracted from texts instead.", "FILE");
        var activation = Text("--activation", "What makes probabilities of an ONNX file's scores: softmax, sigmoid, none.", "NAME");
        var output = Text("--output", "The output of an ONNX file that has the scores.", "NAME");
        var mean = Text("--mean", "What is subtracted from red, green and blue (0 to 1); 0.5,0.5,0.5 where not given.", "R,G,B");
        var std = Text("--std", "What they are divided by then; 0.5,0.5,0.5 where not given.", "R,G,B");
        var shortest = Number<int>("--shortest", "The shorter side before the middle is cut out; pictures are squashed where not given.");
        var rate = Number<int>("--sample-rate", "Samples a second that an ONNX file takes; 16000 where not given.");
        var hop = Number<int>("--hop", "The most samples from window to window; a quarter of a window where not given.");
        var licence = Text("--licence", "The licence of an ONNX file's weights.", "NAME");
        return new Command("concept", "Make a classifier searchable by words: its classes get vectors among the texts.")
        {
            classifier, labels, text, target, top, temperature, background, like, texts, activation, output, mean, std, shortest, rate, hop,
            licence,
        }
            .Runs(async (context, cancellationToken) =>
            {
                var usual = new ClassifierSettings();
                var request = new ConceptRequest(context.Get(classifier)!, context.Get(labels), context.Get(text)!, context.Get(target)!)
                {
                    Top = Within(context, top, 1, 100_000) ?? 100,
                    Temperature = Within(context, temperature, 0.01, 100),
                    Background = context.Get(background),
                    BackgroundOf = context.Get(like),
                    BackgroundTexts = context.Get(texts),
                    Licence = context.Get(licence) ?? "not stated",
                    Settings = usual with
                    {
                        Mean = Three(context, mean) ?? usual.Mean,
                        Std = Three(context, std) ?? usual.Std,
                        Shortest = Within(context, shortest, 1, 4096),
                        SampleRate = Within(context, rate, 1000, 192_000) ?? usual.SampleRate,
                        Hop = Within(context, hop, 1, 1 << 24),
                        Output = context.Get(output),
                        Activation = ActivationOf(context, activation),
                    },
                };
                await using var services = LoadedModel.Compose(models: ".", context.Output);
                var made = await services.GetRequiredService<IConceptMaker>().MakeAsync(request, cancellationToken);
                if (!made.IsOk)
                    throw ModelCommand.Refused(made.Error);
                context.Output.Answer(made.Value, screen => screen.Facts(
                    ("package", made.Value.Package),
                    ("space", made.Value.Space),
                    ("classes", made.Value.Classes.ToString(CultureInfo.InvariantCulture)),
                    ("embedding", $"{made.Value.Dimension} numbers"),
                    ("size", Tables.Bytes(made.Value.Bytes)),
                    ("licence", made.Value.Licence)));
            })
            .WithExamples(
                "triad model concept --classifier mobilenetv2.onnx --labels classes.json --text models/minilm --out models/pictures",
                "triad model concept --classifier yamnet.onnx --labels class_map.csv --text models/minilm --out models/sounds --json",
                "triad model concept --classifier models/vit --text models/minilm --out models/vit-words");
    }

    private static Option<string> Required(string name, string description, string help) =>
        new(name) { Description = description, HelpName = help, Required = true };

    private static Option<string?> Text(string name, string description, string help) =>
        new(name) { Description = description, HelpName = help };

    private static Option<T?> Number<T>(string name, string description)
        where T : struct => new(name) { Description = description, HelpName = "NUMBER" };

    private static T? Within<T>(CommandContext context, Option<T?> option, T least, T most)
        where T : struct, IComparable<T> => context.Get(option) is not { } value ? null
        : value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0 ? value
        : throw CommandException.WrongUse(
            option.Name, FormattableString.Invariant($"{value}"), FormattableString.Invariant($"Give {least} to {most}"));

    private static double[]? Three(CommandContext context, Option<string?> option)
    {
        if (context.Get(option) is not { } text)
            return null;
        double[] values = [.. text.Split(',').Select(part =>
            double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN)];
        return values.Length == 3 && values.All(value => value is >= -10 and <= 10)
            ? values
            : throw CommandException.WrongUse(option.Name, text, "Give three numbers, such as 0.485,0.456,0.406");
    }

    private static Activation? ActivationOf(CommandContext context, Option<string?> option) => context.Get(option) switch
    {
        null => null,
        "softmax" => Activation.Softmax,
        "sigmoid" => Activation.Sigmoid,
        "none" => Activation.None,
        { } other => throw CommandException.WrongUse(option.Name, other, "Give softmax, sigmoid or none"),
    };
}
